import { figures } from "../state/figures";
import { group, GROUPS, hrefOfGroup } from "../state/route";
import { t } from "../texts/texts";
import type { Group } from "../types";
import { follow } from "./ReportLink";

export function Groups() {
  return (
    <nav class="groups" aria-label={t("groups.title")}>
      {GROUPS.map((one) => (
        <GroupLink key={one} one={one} />
      ))}
    </nav>
  );
}

function GroupLink({ one }: { one: Group }) {
  const count = one === "closed" ? undefined : figures.value?.counts[one];
  const href = hrefOfGroup(one);
  return (
    <a
      href={href}
      data-group={one}
      data-alert={one === "sos" && (count ?? 0) > 0 ? true : undefined}
      aria-current={group.value === one ? "page" : undefined}
      onClick={(event) => follow(event, href)}
    >
      {t(`group.${one}`)}
      {count !== undefined && <span class="count">{count}</span>}
    </a>
  );
}
