import { useAttempt } from "../components/useAttempt";
import { confirmReading } from "../state/shift";
import { t } from "../texts/texts";
import type { Handover } from "../types";
import { NoteText } from "./NoteText";

/** Stands on top until it is confirmed: whoever left it sees who has read it. */
export function UnreadNote({ note }: { note: Handover }) {
  const { busy, problem, attempt } = useAttempt();
  return (
    <section class="handover unread" aria-label={t("handover.unread")}>
      <h3>{t("handover.unread")}</h3>
      <NoteText note={note} />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" class="primary" disabled={busy} onClick={() => void attempt(() => confirmReading(note.id))}>
        {t("handover.confirm")}
      </button>
    </section>
  );
}
