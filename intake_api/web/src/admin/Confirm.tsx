import { Dialog } from "../components/Dialog";
import { t } from "../texts/texts";
import { Problem } from "./Problem";

interface Props {
  title: string;
  text: string;
  action: string;
  busy: boolean;
  problem: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** For what cannot be taken back. */
export function Confirm({ title, text, action, busy, problem, onConfirm, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <Problem text={problem} />
      <div class="dialog-foot">
        <button type="button" onClick={onClose}>
          {t("cancel")}
        </button>
        <button type="button" class="primary" disabled={busy} onClick={onConfirm}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
