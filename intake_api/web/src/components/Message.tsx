import { cameAt } from "../state/requests";
import { fullTime, placeLine, timeOfDay } from "../texts/format";
import { known, t } from "../texts/texts";
import type { Entry, MessageEntry } from "../types";
import { AttachmentView } from "./AttachmentView";
import { Icon } from "./Icon";
import { MessageMarks } from "./MessageMarks";
import { MessageMenu } from "./MessageMenu";
import { Quoted } from "./Quoted";

export function Message({ message, timeline }: { message: MessageEntry; timeline: readonly Entry[] }) {
  return (
    <li class="message" data-from={message.from} data-message={message.id}>
      <p class="message-head">
        <b>{message.from === "citizen" ? t("timeline.citizen") : (message.author ?? t("timeline.operator"))}</b>
        <time dateTime={message.at} title={fullTime(message.at)}>
          {timeOfDay(message.at)}
        </time>
        <MessageMarks message={message} />
        {message.from === "citizen" && <MessageMenu message={message} />}
      </p>
      <div class="bubble">
        <Quoted message={message} timeline={timeline} />
        {message.signal && (
          <p class="signal">
            {known(`signal.${message.signal}`, "signal.other")} <Came message={message} timeline={timeline} />
          </p>
        )}
        {message.unsupported && (
          <p class="unsupported">{t("message.unsupported", { kind: known(`unsupported.${message.unsupported}`, "unsupported.other") })}</p>
        )}
        {message.text && (
          <p class="words">
            <bdi>{message.text}</bdi>
          </p>
        )}
        {message.place && <PlaceLine message={message} />}
        {message.attachments.length > 0 && (
          <div class="files">
            {message.attachments.map((file) => (
              <AttachmentView key={file.id} file={file} />
            ))}
          </div>
        )}
        <Versions message={message} />
      </div>
    </li>
  );
}

/** What was asked for in one tap, once it is there. */
function Came({ message, timeline }: { message: MessageEntry; timeline: readonly Entry[] }) {
  const at = cameAt(message, timeline);
  return at && <b class="came">✓ {t("request.came", { time: timeOfDay(at) })}</b>;
}

function PlaceLine({ message }: { message: MessageEntry }) {
  const place = message.place;
  if (!place) return null;
  return (
    <p class="place">
      <Icon name="location" size={14} /> {t(`place.${place.method}`)}: <bdi>{placeLine(place)}</bdi>
    </p>
  );
}

/** Edits never replace what was said first. */
function Versions({ message }: { message: MessageEntry }) {
  if (message.versions.length === 0) return null;
  return (
    <details class="versions">
      <summary>{t(message.place?.method === "live" ? "message.moved" : "message.edited", { n: message.versions.length })}</summary>
      <ol>
        {message.versions.map((version) => (
          <li key={version.at}>
            <time dateTime={version.at}>{timeOfDay(version.at)}</time>{" "}
            <bdi>{version.text || placeLine(version.place) || t("message.without_words")}</bdi>
          </li>
        ))}
      </ol>
    </details>
  );
}
