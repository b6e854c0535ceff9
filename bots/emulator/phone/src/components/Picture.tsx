// A photo in a bubble; a tap shows it large.
import { fileAddress } from "../api/control";
import type { PhotoSize } from "../api/telegram";
import { t } from "../words";
import { useChat } from "./chat-context";

const widest = (sizes: PhotoSize[]): PhotoSize => sizes.reduce((best, one) => (one.width > best.width ? one : best));

export function Picture({ sizes }: { sizes: PhotoSize[] }) {
  const chat = useChat();
  if (!sizes.length) return null;
  const { file_id, width, height } = widest(sizes);
  const address = fileAddress(file_id);
  const open = () => (chat.sheet.value = { kind: "picture", address, name: `${file_id}.jpg` });
  return (
    <button type="button" class="picture" aria-label={t("media.open-photo")} onClick={open}>
      <img src={address} width={width} height={height} alt={t("kind.photo")} />
    </button>
  );
}
