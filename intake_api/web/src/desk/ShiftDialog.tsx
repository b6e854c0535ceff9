import { Dialog } from "../components/Dialog";
import { isOnShift, isPanelOpen, shift, unread } from "../state/shift";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import { EarlierNotes } from "./EarlierNotes";
import { HandoverForm } from "./HandoverForm";
import { SoundSettings } from "./SoundSettings";
import { UnreadNote } from "./UnreadNote";

/** First what the last shift left, then the sound, then what this one leaves. */
export function ShiftDialog() {
  const since = shift.value?.since;
  return (
    <Dialog title={t("shift.title")} onClose={() => (isPanelOpen.value = false)}>
      <div class="shift-panel">
        {since && <p class="quiet">{t("shift.since", { time: fullTime(since) })}</p>}
        {unread.value.map((note) => (
          <UnreadNote key={note.id} note={note} />
        ))}
        <SoundSettings />
        {isOnShift.value && <HandoverForm />}
        <EarlierNotes />
      </div>
    </Dialog>
  );
}
