// When a message came, whether it was edited, and that it arrived.
import type { Entry } from "../api/control";
import { clock, moment } from "../format";
import { t } from "../words";
import { Icon } from "./Icon";

export function Stamp({ entry }: { entry: Entry }) {
  return (
    <span class="stamp">
      {entry.edited && !entry.message.location && <span class="edited">{t("message.edited")}</span>}
      {entry.silent && (
        <span class="stamp-mark" role="img" aria-label={t("message.silent")} title={t("message.silent")}>
          <Icon name="silent" />
        </span>
      )}
      {entry.message.has_protected_content && (
        <span class="stamp-mark" role="img" aria-label={t("message.protected")} title={t("message.protected")}>
          <Icon name="lock" />
        </span>
      )}
      <time dateTime={new Date(entry.date * 1000).toISOString()} title={moment(entry.date)}>
        {clock(entry.date)}
      </time>
      {!entry.from_bot && (
        <span class="ticks" role="img" aria-label={t("message.delivered")}>
          <Icon name="checks" />
        </span>
      )}
    </span>
  );
}
