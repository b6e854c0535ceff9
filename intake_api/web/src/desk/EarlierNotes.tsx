import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { fetchHandovers } from "../api/shifts";
import { useAttempt } from "../components/useAttempt";
import { shift } from "../state/shift";
import { timeToSecond } from "../texts/format";
import { t } from "../texts/texts";
import type { Handover } from "../types";
import { NoteText } from "./NoteText";

/** What earlier shifts left, the newest first, and who has read it. */
export function EarlierNotes() {
  const notes = useSignal<readonly Handover[]>([]);
  const next = useSignal<string | null>(null);
  const { busy, problem, attempt } = useAttempt();

  async function load(before: string | null) {
    const page = await fetchHandovers(before);
    notes.value = before ? [...notes.peek(), ...page.items] : page.items;
    next.value = page.next;
  }
  // Anew when a note was left or read.
  useEffect(() => void attempt(() => load(null)), [shift.value]);

  return (
    <details>
      <summary>{t("handover.earlier")}</summary>
      {notes.value.length === 0 && !busy.value && !problem.value && <p class="quiet">{t("handover.none")}</p>}
      <ol class="earlier">
        {notes.value.map((note) => (
          <li key={note.id} class="handover">
            <NoteText note={note} />
            <p class="quiet">
              {note.read_by.length > 0
                ? t("handover.read_by", { who: note.read_by.map((one) => `${one.position} ${timeToSecond(one.at)}`).join(", ") })
                : t("handover.read_by_nobody")}
            </p>
          </li>
        ))}
      </ol>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {next.value && (
        <button type="button" disabled={busy} onClick={() => void attempt(() => load(next.peek()))}>
          {t("queue.more")}
        </button>
      )}
    </details>
  );
}
