// Several pictures and videos in one bubble, or several files under each other.
import type { Entry } from "../api/control";
import { sendText } from "../state/deeds";
import { useChat } from "./chat-context";
import { FileCard } from "./FileCard";
import { Picture } from "./Picture";
import { RichText } from "./RichText";
import { VideoClip } from "./VideoClip";
import { VoiceNote } from "./VoiceNote";

function Part({ entry }: { entry: Entry }) {
  const { photo, video, document, audio } = entry.message;
  return (
    <div class="album-part" data-message-id={entry.message_id}>
      {photo && <Picture sizes={photo} />}
      {video && <VideoClip media={video} />}
      {document && <FileCard media={document} />}
      {audio && <VoiceNote media={audio} />}
    </div>
  );
}

export function Album({ entries }: { entries: Entry[] }) {
  const chat = useChat();
  const visual = entries.every((entry) => entry.message.photo ?? entry.message.video);
  const captioned = entries.find((entry) => entry.message.caption)?.message;
  return (
    <>
      <div class={visual ? `album tiles count-${Math.min(entries.length, 4)}` : "album"}>
        {entries.map((entry) => (
          <Part key={entry.message_id} entry={entry} />
        ))}
      </div>
      {captioned?.caption && (
        <RichText
          text={captioned.caption}
          entities={captioned.caption_entities}
          onSay={(text) => void sendText(chat, text)}
        />
      )}
    </>
  );
}
