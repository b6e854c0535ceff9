// What a message carries: each kind by its own component, the words below it.
import type { JSX } from "preact";

import type { Entry } from "../api/control";
import { sendText } from "../state/deeds";
import { kindOf } from "../summary";
import { useChat } from "./chat-context";
import { ContactCard } from "./ContactCard";
import { FileCard } from "./FileCard";
import { Picture } from "./Picture";
import { PlaceCard } from "./PlaceCard";
import { PollCard } from "./PollCard";
import { RichText } from "./RichText";
import { VideoClip } from "./VideoClip";
import { VideoNote } from "./VideoNote";
import { VoiceNote } from "./VoiceNote";

function Content({ entry }: { entry: Entry }): JSX.Element | null {
  const { message } = entry;
  const place = message.venue?.location ?? message.location;
  if (message.photo) return <Picture sizes={message.photo} />;
  if (message.video_note) return <VideoNote media={message.video_note} />;
  if (message.video) return <VideoClip media={message.video} />;
  if (message.animation) return <VideoClip media={message.animation} />;
  if (message.voice) return <VoiceNote media={message.voice} />;
  if (message.audio) return <VoiceNote media={message.audio} />;
  if (message.document) return <FileCard media={message.document} />;
  if (place) return <PlaceCard place={place} entry={entry} title={message.venue?.title} />;
  if (message.contact) return <ContactCard contact={message.contact} />;
  if (message.poll) return <PollCard question={message.poll.question} options={message.poll.options} />;
  if (message.dice) return <span class="big-emoji">{`${message.dice.emoji} ${message.dice.value}`}</span>;
  if (message.sticker) return <span class="big-emoji">{message.sticker.emoji ?? kindOf(message)}</span>;
  return message.text === undefined ? <em class="unknown-kind">{kindOf(message)}</em> : null;
}

export function MessageBody({ entry }: { entry: Entry }) {
  const chat = useChat();
  const { message } = entry;
  const say = (text: string) => void sendText(chat, text);
  return (
    <>
      <Content entry={entry} />
      {message.text !== undefined && <RichText text={message.text} entities={message.entities} onSay={say} />}
      {message.caption && <RichText text={message.caption} entities={message.caption_entities} onSay={say} />}
    </>
  );
}
