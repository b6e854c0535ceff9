// Shown while the emulator cannot be reached; what was missed is read when it is back.
import { t } from "../words";
import { useChat } from "./chat-context";

export function LineBanner() {
  const chat = useChat();
  const state = chat.line.value;
  if (state !== "reconnecting" && state !== "gone") return null;
  return (
    <div class="banner" role="alert">
      <span>{state === "gone" ? t("banner.gone") : t("banner.reconnecting")}</span>
      <button type="button" onClick={() => chat.retry()}>
        {t("banner.retry")}
      </button>
    </div>
  );
}
