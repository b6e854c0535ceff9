// Above a message: whom it was forwarded from, or which bot helped to write it.
import type { Message, Origin } from "../api/telegram";
import { t } from "../words";

const nameOf = (origin: Origin): string =>
  origin.sender_user?.first_name ??
  origin.sender_user_name ??
  origin.sender_chat?.title ??
  origin.chat?.title ??
  origin.chat?.first_name ??
  "?";

export function ForwardLine({ message }: { message: Message }) {
  return (
    <>
      {message.forward_origin && <span class="forward-line">{t("message.forwarded", { name: nameOf(message.forward_origin) })}</span>}
      {message.via_bot && <span class="forward-line">{t("message.via", { bot: message.via_bot.username ?? "" })}</span>}
    </>
  );
}
