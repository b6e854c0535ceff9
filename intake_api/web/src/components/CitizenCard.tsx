import { useSignal } from "@preact/signals";

import { liftRestriction } from "../api/reports";
import { loadCase } from "../state/case";
import { user } from "../state/session";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { CitizenName } from "./CitizenName";
import { OtherReports } from "./OtherReports";
import { problemText } from "./problem";
import { RestrictDialog } from "./RestrictDialog";

const CHIEFS = new Set(["supervisor", "admin"]);

/** What concerns the citizen whole, not this report alone. */
export function CitizenCard({ shown }: { shown: ReportCase }) {
  return (
    <section class="citizen" aria-label={t("citizen.title")}>
      <CitizenName key={shown.conversation.id} shown={shown} />
      {shown.conversation.blocked && (
        <p class="problem" role="status">
          {t("case.blocked")}
        </p>
      )}
      <Restricted shown={shown} />
      <OtherReports shown={shown} />
    </section>
  );
}

function Restricted({ shown }: { shown: ReportCase }) {
  const asking = useSignal(false);
  const problem = useSignal<string | null>(null);
  const isChief = CHIEFS.has(user.value?.role ?? "");
  const { id, restricted } = shown.conversation;

  async function lift() {
    problem.value = null;
    try {
      await liftRestriction(id);
      await loadCase(shown.id);
    } catch (error) {
      problem.value = problemText(error);
    }
  }

  if (restricted === null && !isChief) return null;
  return (
    <div class="restriction" data-restricted={restricted !== null || undefined}>
      {restricted && (
        <p>
          <strong>{t("restriction.on")}</strong>{" "}
          {restricted.until ? t("restriction.until", { time: fullTime(restricted.until) }) : t("restriction.endless")} ·{" "}
          <bdi>{restricted.reason}</bdi> · {restricted.by}
        </p>
      )}
      {isChief && (
        <button type="button" onClick={() => (restricted ? void lift() : (asking.value = true))}>
          {t(restricted ? "restriction.lift" : "restriction.put")}
        </button>
      )}
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {asking.value && <RestrictDialog shown={shown} onClose={() => (asking.value = false)} />}
    </div>
  );
}
