import { t } from "../texts/texts";

export interface Undone {
  text: string;
  /** Null for what needs no way back. */
  undo: (() => void) | null;
}

/** What was just done, and the way back. */
export function Undo({ of }: { of: Undone | null }) {
  return (
    <p class="undo" role="status">
      {of && (
        <>
          {of.text}{" "}
          {of.undo && (
            <button type="button" onClick={of.undo}>
              {t("undo")}
            </button>
          )}
        </>
      )}
    </p>
  );
}
