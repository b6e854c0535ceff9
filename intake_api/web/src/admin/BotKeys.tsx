import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import { fetchBotKeys, makeBotKey, revokeBotKey } from "./api";
import { Confirm } from "./Confirm";
import { Problem } from "./Problem";
import { Secret } from "./Secret";
import type { BotKey } from "./types";

/** By what bots come in. Two keys of one name let a key be changed without a pause. */
export function BotKeys() {
  const keys = useSignal<readonly BotKey[] | null>(null);
  const made = useSignal<string | null>(null);
  const asked = useSignal<BotKey | null>(null);
  const { busy, problem, attempt } = useAttempt();

  const load = async () => void (keys.value = await fetchBotKeys());
  useEffect(() => void attempt(load), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get("name"));
    void attempt(async () => {
      made.value = (await makeBotKey(name)).key;
      await load();
    });
  }

  const revoke = (id: string) =>
    void attempt(async () => {
      await revokeBotKey(id);
      asked.value = null;
      await load();
    });

  return (
    <section aria-label={t("admin.bot_keys")}>
      <p class="quiet">{t("bot_keys.hint")}</p>
      <form class="fields" onSubmit={submit}>
        <label>
          {t("bot_keys.name")}
          <input name="name" required pattern="[a-z][a-z0-9_\-]{0,63}" defaultValue="citizen" spellcheck={false} autocapitalize="none" />
        </label>
        <button type="submit" class="primary" disabled={busy.value}>
          {t("bot_keys.make")}
        </button>
      </form>
      {asked.value === null && <Problem text={problem.value} />}
      {keys.value?.length === 0 && <p class="empty quiet">{t("bot_keys.none")}</p>}
      <ul class="rows">
        {keys.value?.map((one) => (
          <li key={one.id} data-key={one.name} data-off={one.revoked_at !== null || undefined}>
            <span class="row-text">
              <strong>
                <bdi>{one.name}</bdi>
              </strong>
              <span class="quiet">
                {t("bot_keys.since", { time: fullTime(one.created_at) })} · {one.last_used_at ? t("tokens.used", { time: fullTime(one.last_used_at) }) : t("tokens.unused")}
              </span>
            </span>
            {one.revoked_at ? (
              <span class="state-mark">{t("bot_keys.revoked")}</span>
            ) : (
              <button type="button" onClick={() => (asked.value = one)}>
                {t("tokens.revoke")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {made.value && <Secret title={t("bot_keys.made")} text={t("bot_keys.made_text")} secrets={[made.value]} onClose={() => (made.value = null)} />}
      {asked.value && (
        <Confirm
          title={t("tokens.revoke")}
          text={t("bot_keys.revoke_hint", { name: asked.value.name })}
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
