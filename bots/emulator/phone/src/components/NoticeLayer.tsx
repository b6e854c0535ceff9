// The bot's answer to a press, and short notices: a passing line, or a box that must be closed.
import { useEffect, useRef } from "preact/hooks";

import { t } from "../words";
import { useChat } from "./chat-context";

function AlertBox({ text, onClose }: { text: string; onClose: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div class="alert-layer" role="alertdialog" aria-modal="true" aria-label={text} data-testid="alert">
      <div class="alert-box">
        <p>{text}</p>
        <button ref={button} type="button" class="wide-button" onClick={onClose}>
          {t("alert.close")}
        </button>
      </div>
    </div>
  );
}

export function NoticeLayer() {
  const chat = useChat();
  const notice = chat.notice.value;
  const close = () => (chat.notice.value = null);
  return (
    <>
      <div class="toast-layer" role="status" data-testid="toast">
        {notice?.kind === "toast" && <p class="toast">{notice.text}</p>}
      </div>
      {notice?.kind === "alert" && <AlertBox text={notice.text} onClose={close} />}
    </>
  );
}
