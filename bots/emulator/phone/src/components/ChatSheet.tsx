// Which panel lies over the chat.
import { ConfirmSheet } from "./ConfirmSheet";
import { ContactSheet } from "./ContactSheet";
import { FilesSheet } from "./FilesSheet";
import { LinkSheet } from "./LinkSheet";
import { LocationSheet } from "./LocationSheet";
import { MoreSheet } from "./MoreSheet";
import { PictureSheet } from "./PictureSheet";
import { QuoteSheet } from "./QuoteSheet";
import { useChat } from "./chat-context";

export function ChatSheet() {
  const chat = useChat();
  const sheet = chat.sheet.value;
  const close = () => (chat.sheet.value = null);
  switch (sheet?.kind) {
    case "files":
      return <FilesSheet files={sheet.files} asDocuments={sheet.asDocuments} onClose={close} />;
    case "map":
      return <LocationSheet live={sheet.live} place={sheet.place} messageId={sheet.messageId} onClose={close} />;
    case "quote":
      return <QuoteSheet messageId={sheet.messageId} onClose={close} />;
    case "more":
      return <MoreSheet onClose={close} />;
    case "link":
      return <LinkSheet onClose={close} />;
    case "contact":
      return <ContactSheet onClose={close} />;
    case "confirm":
      return <ConfirmSheet what={sheet.what} onClose={close} />;
    case "picture":
      return <PictureSheet address={sheet.address} name={sheet.name} onClose={close} />;
    default:
      return null;
  }
}
