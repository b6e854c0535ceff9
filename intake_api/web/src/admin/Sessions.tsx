import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import { endOtherSessions, endSession, fetchSessions } from "./api";
import { Problem } from "./Problem";
import type { SessionRow } from "./types";

export const MySessions = () => <Sessions whose="mine" />;
export const AllSessions = () => <Sessions whose="all" />;

/** Where somebody is signed in. */
function Sessions({ whose }: { whose: "mine" | "all" }) {
  const sessions = useSignal<readonly SessionRow[] | null>(null);
  const { busy, problem, attempt } = useAttempt();

  const load = async () => void (sessions.value = await fetchSessions(whose));
  useEffect(() => void attempt(load), []);

  const end = (id: string) =>
    void attempt(async () => {
      await endSession(whose, id);
      await load();
    });

  const endOthers = () =>
    void attempt(async () => {
      await endOtherSessions();
      await load();
    });

  const title = t(whose === "mine" ? "admin.my_sessions" : "admin.sessions");
  return (
    <section aria-label={title}>
      <p class="quiet">{t(whose === "mine" ? "sessions.mine_hint" : "sessions.all_hint")}</p>
      <Problem text={problem.value} />
      {sessions.value?.length === 0 && <p class="empty quiet">{t("sessions.none")}</p>}
      <ul class="rows">
        {sessions.value?.map((one) => (
          <li key={one.id}>
            <span class="row-text">
              <strong>
                <bdi>{whose === "all" ? `${one.name} (${one.login})` : browserOf(one.agent)}</bdi>
              </strong>{" "}
              {one.here && <span class="state-mark">{t("sessions.here")}</span>}
              <span class="quiet">
                {whose === "all" && <bdi>{browserOf(one.agent)} · </bdi>}
                <bdi>{one.address}</bdi> · {t("sessions.seen", { time: fullTime(one.seen_at) })}
              </span>
            </span>
            {!one.here && (
              <button type="button" disabled={busy.value} onClick={() => end(one.id)}>
                {t("sessions.end")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {whose === "mine" && (sessions.value?.length ?? 0) > 1 && (
        <button type="button" disabled={busy.value} onClick={endOthers}>
          {t("sessions.end_others")}
        </button>
      )}
    </section>
  );
}

const BROWSERS = [/Edg\/(\d+)/, /OPR\/(\d+)/, /YaBrowser\/(\d+)/, /Firefox\/(\d+)/, /Chrome\/(\d+)/, /Version\/(\d+).*Safari/] as const;
const NAMES = ["Edge", "Opera", "Yandex Browser", "Firefox", "Chrome", "Safari"] as const;

/** The browser's name as far as it tells; browsers put the names of others behind their own. */
function browserOf(agent: string): string {
  const index = BROWSERS.findIndex((one) => one.test(agent));
  if (index < 0) return agent.slice(0, 60) || t("sessions.no_agent");
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0] ?? "";
  return `${NAMES[index]} ${BROWSERS[index]?.exec(agent)?.[1] ?? ""}${system ? `, ${system}` : ""}`;
}
