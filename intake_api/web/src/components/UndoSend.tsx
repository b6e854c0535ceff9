import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { Waiting } from "../state/undoSend";
import { t } from "../texts/texts";

const TICK_MS = 200;

interface Props {
  of: Waiting;
  onUndo: () => void;
}

/** A reply that is about to go out: the seconds left, and the way back. */
export function UndoSend({ of, onUndo }: Props) {
  const left = useSignal(secondsLeft(of));
  useEffect(() => {
    const ticking = setInterval(() => (left.value = secondsLeft(of)), TICK_MS);
    return () => clearInterval(ticking);
  }, [of.id]);
  return (
    <p class="undo-send" data-undo={of.id}>
      <span role="status">{t("undo.sending")}</span>
      <progress max={of.lengthMs / 1000} value={left.value} aria-hidden="true" />
      {/* The seconds are for the eye: read out one by one they would drown everything else. */}
      <button type="button" aria-label={t("undo")} onClick={onUndo}>
        {t("undo.in", { n: left.value })}
      </button>
    </p>
  );
}

const secondsLeft = (of: Waiting): number => Math.max(0, Math.ceil((of.untilMs - Date.now()) / 1000));
