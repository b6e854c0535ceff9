import { t } from "../texts/texts";

export interface Undone {
  text: string;
  undo: () => void;
}

/** What was just done, and the way back. */
export function Undo({ of }: { of: Undone | null }) {
  return (
    <p class="undo" role="status">
      {of && (
        <>
          {of.text}{" "}
          <button type="button" onClick={of.undo}>
            {t("undo")}
          </button>
        </>
      )}
    </p>
  );
}
