import { line, retryNow } from "../live/connection";
import { now } from "../state/clock";
import { t } from "../texts/texts";

export function ConnectionState() {
  const at = line.value;
  if (at.state === "live") return <Mark state="live" text={t("line.live")} />;
  if (at.state === "connecting") return <Mark state="connecting" text={t("line.connecting")} />;
  if (!navigator.onLine) return <Mark state="offline" text={t("line.offline")} />;
  return <Waiting retryAtMs={at.retryAtMs} />;
}

function Waiting({ retryAtMs }: { retryAtMs: number }) {
  void now.value;
  const seconds = Math.max(0, Math.ceil((retryAtMs - Date.now()) / 1000));
  return (
    <>
      <Mark state="waiting" text={t("line.waiting", { n: seconds })} />
      <button type="button" class="link" onClick={retryNow}>
        {t("line.now")}
      </button>
    </>
  );
}

function Mark({ state, text }: { state: string; text: string }) {
  return (
    <span class="line-state" role="status" data-line={state}>
      <i aria-hidden="true" />
      {text}
    </span>
  );
}
