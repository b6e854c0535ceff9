import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import { fetchTokens, revokeToken } from "./api";
import { Confirm } from "./Confirm";
import { Problem } from "./Problem";
import { Secret } from "./Secret";
import { TokenForm } from "./TokenForm";
import type { Token, Tokens as Found } from "./types";

export const MyTokens = () => <Tokens whose="mine" />;
export const AllTokens = () => <Tokens whose="all" />;

/** By what other programs come in, as the person who made it. */
function Tokens({ whose }: { whose: "mine" | "all" }) {
  const found = useSignal<Found | null>(null);
  const made = useSignal<string | null>(null);
  const asked = useSignal<Token | null>(null);
  const { busy, problem, attempt } = useAttempt();

  const load = async () => void (found.value = await fetchTokens(whose));
  useEffect(() => void attempt(load), []);

  const revoke = (id: string) =>
    void attempt(async () => {
      await revokeToken(whose, id);
      asked.value = null;
      await load();
    });

  function show(token: string) {
    made.value = token;
    void attempt(load);
  }

  return (
    <section aria-label={t(whose === "mine" ? "admin.my_tokens" : "admin.tokens")}>
      <p class="quiet">{t(whose === "mine" ? "tokens.mine_hint" : "tokens.all_hint")}</p>
      {asked.value === null && <Problem text={problem.value} />}
      {whose === "mine" && found.value && <TokenForm scopes={found.value.scopes} onMade={show} />}
      {found.value?.items.length === 0 && <p class="empty quiet">{t("tokens.none")}</p>}
      <ul class="rows">
        {found.value?.items.map((one) => (
          <li key={one.id} data-token={one.name}>
            <span class="row-text">
              <strong>
                <bdi>{one.name || t("tokens.unnamed")}</bdi>
              </strong>
              {whose === "all" && (
                <span class="quiet">
                  <bdi>{one.login}</bdi>
                </span>
              )}
              <code class="quiet">{one.scopes?.join(" ") ?? t("tokens.everything")}</code>
              <span class="quiet">{timesOf(one)}</span>
            </span>
            <button type="button" onClick={() => (asked.value = one)}>
              {t("tokens.revoke")}
            </button>
          </li>
        ))}
      </ul>
      {made.value && <Secret title={t("tokens.made")} text={t("tokens.made_text")} secrets={[made.value]} onClose={() => (made.value = null)} />}
      {asked.value && (
        <Confirm
          title={t("tokens.revoke")}
          text={t("tokens.revoke_hint", { name: asked.value.name || t("tokens.unnamed") })}
          action={t("tokens.revoke")}
          busy={busy.value}
          problem={problem.value}
          onConfirm={() => asked.value && revoke(asked.value.id)}
          onClose={() => (asked.value = null)}
        />
      )}
    </section>
  );
}

function timesOf(one: Token): string {
  const used = one.last_used_at ? t("tokens.used", { time: fullTime(one.last_used_at) }) : t("tokens.unused");
  return `${used} · ${one.expires_at ? t("tokens.expires", { time: fullTime(one.expires_at) }) : t("tokens.endless")}`;
}
