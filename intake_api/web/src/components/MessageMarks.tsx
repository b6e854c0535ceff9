import { isDoubtful } from "../state/moving";
import { t } from "../texts/texts";
import type { MessageEntry } from "../types";
import { Icon } from "./Icon";

/** What an operator must not overlook about a message besides its words. */
export function MessageMarks({ message }: { message: MessageEntry }) {
  return (
    <>
      {isDoubtful(message) && (
        <span class="message-mark" data-filed={message.filed_by} title={t(`filed_why.${message.filed_by}`)}>
          <Icon name="move" size={12} /> {t(`filed.${message.filed_by}`)}
        </span>
      )}
      {message.edited_after_acceptance && (
        <span class="message-mark" data-mark="edited">
          {t("message.edited_late")}
        </span>
      )}
      <Delivery message={message} />
    </>
  );
}

function Delivery({ message }: { message: MessageEntry }) {
  if (message.delivery === null) return null;
  return (
    <span class="delivery" data-delivery={message.delivery}>
      {t(`delivery.${message.delivery}`)}
    </span>
  );
}
