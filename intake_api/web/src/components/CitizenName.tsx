import { useSignal } from "@preact/signals";

import { Refusal } from "../api/http";
import { revealIdentity } from "../api/reports";
import { user } from "../state/session";
import { t } from "../texts/texts";
import type { Identity, ReportCase } from "../types";
import { Icon } from "./Icon";
import { RevealDialog } from "./RevealDialog";
import { useAttempt } from "./useAttempt";

/** Administrators keep the machine; whom it speaks to is none of their business. */
const READERS = new Set(["operator", "supervisor"]);

const FIELDS = ["name", "phone", "birth_date", "iin"] as const;

/** Masked until somebody says what the name is needed for; forgotten when the report is left. */
export function CitizenName({ shown }: { shown: ReportCase }) {
  const known = useSignal<Identity | "nothing" | null>(null);
  const asking = useSignal(false);
  const { busy, problem, attempt } = useAttempt();

  if (shown.anonymous) {
    return (
      <p>
        <Icon name="mask" size={14} /> {t("citizen.anonymous")}
      </p>
    );
  }

  if (!shown.conversation.identified) return <p class="quiet">{t("citizen.nothing")}</p>;

  const reveal = (purpose: string) =>
    attempt(async () => {
      known.value = await revealIdentity(shown.conversation.id, purpose).catch(nothingKnown);
      asking.value = false;
    });

  return (
    <>
      {known.value === null && (
        <p>
          <b>{t("citizen.title")}</b> <span aria-label={t("citizen.masked")} role="img">••••••</span>{" "}
          {READERS.has(user.value?.role ?? "") && (
            <button type="button" class="link" data-reveal onClick={() => (asking.value = true)}>
              {t("citizen.reveal")}
            </button>
          )}
        </p>
      )}
      {known.value === "nothing" && <p role="status">{t("citizen.nothing")}</p>}
      {known.value !== null && known.value !== "nothing" && <Known identity={known.value} onHide={() => (known.value = null)} />}
      {asking.value && (
        <RevealDialog busy={busy.value} problem={problem.value} onReveal={(purpose) => void reveal(purpose)} onClose={() => (asking.value = false)} />
      )}
    </>
  );
}

function Known({ identity, onHide }: { identity: Identity; onHide: () => void }) {
  return (
    <p class="identity" role="status">
      {FIELDS.map(
        (field) =>
          identity[field] && (
            <span key={field}>
              <span class="quiet">{t(`identity.${field}`)}</span> <bdi>{identity[field]}</bdi>
            </span>
          ),
      )}
      <button type="button" class="link" onClick={onHide}>
        {t("citizen.hide")}
      </button>
    </p>
  );
}

/** Where nobody ever said who they are, or the centre keeps no names. */
function nothingKnown(error: unknown): "nothing" {
  if (error instanceof Refusal && error.status === 404) return "nothing";
  throw error;
}
