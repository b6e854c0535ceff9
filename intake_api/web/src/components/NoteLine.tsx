import { fullTime, timeOfDay } from "../texts/format";
import { t } from "../texts/texts";
import type { NoteEntry } from "../types";

export function NoteLine({ note }: { note: NoteEntry }) {
  return (
    <li class="note">
      <p class="message-head">
        <b>{t("note.label")}</b> {note.author}
        <time dateTime={note.at} title={fullTime(note.at)}>
          {timeOfDay(note.at)}
        </time>
      </p>
      <p class="words">
        <bdi>{note.text}</bdi>
      </p>
    </li>
  );
}
