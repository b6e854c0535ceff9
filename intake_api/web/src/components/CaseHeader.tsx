import { categoryName } from "../state/categories";
import { colleaguesAt } from "../state/presence";
import { user } from "../state/session";
import { targetOf } from "../state/targets";
import { placeLine } from "../texts/format";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Age } from "./Age";
import { CaseExports } from "./CaseExports";
import { channelIcon, Icon } from "./Icon";
import { Priority } from "./QueueRow";
import { TagLine } from "./TagLine";

export function CaseHeader({ shown }: { shown: ReportCase }) {
  const where = placeLine(shown.place);
  return (
    <header class="case-head" data-sos={shown.kind === "sos" || undefined}>
      <h1>
        <Priority of={shown.priority} />
        {shown.kind === "sos" ? t("kind.sos") : categoryName(shown.category)}
        <span class="number">{shown.number}</span>
        <span class="grow" />
        <span class="state-mark" data-state={shown.state}>
          {t(`state.${shown.state}`)}
        </span>
      </h1>
      <CaseExports shown={shown} />
      <ul class="facts">
        <li>
          {t("case.received")} <Age since={shown.received_at} target={targetOf(shown)} />
        </li>
        <li>{t(`kind.${shown.kind}`)}</li>
        <li>
          <Icon name={channelIcon(shown.channel)} size={14} /> {t(`channel.${shown.channel}`)}
        </li>
        <li>{t("case.language", { language: t(`language.own.${shown.locale}`) })}</li>
        <li>
          <Icon name="person" size={14} /> {ownerText(shown)}
        </li>
        {where && (
          <li class="cut">
            <Icon name="location" size={14} /> <bdi>{where}</bdi>
          </li>
        )}
      </ul>
      <TagLine key={`tags-${shown.id}`} shown={shown} />
      <Company id={shown.id} />
    </header>
  );
}

/** Who else has it open: two must not answer the same. */
function Company({ id }: { id: string }) {
  const who = colleaguesAt(id);
  if (who.length === 0) return null;
  return (
    <p class="company-here" role="status">
      <Icon name="person" size={14} /> {t("presence.here", { who: who.join(", ") })}
    </p>
  );
}

function ownerText(shown: ReportCase): string {
  if (shown.owner === null) return t("case.no_owner");
  return shown.owner.id === user.value?.id ? t("row.mine") : shown.owner.position;
}
