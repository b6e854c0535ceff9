import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { beginFactor, confirmFactor, fetchFactor, removeFactor, renewCodes } from "./api";
import { Problem } from "./Problem";
import { Secret } from "./Secret";
import type { FactorBegun, FactorState } from "./types";

interface ActWithPassword {
  (password: string): Promise<void>;
}

/** Codes of a phone beside the password: added, confirmed, renewed, removed. */
export function SecondFactor({ onDone }: { onDone?: () => void }) {
  const state = useSignal<FactorState | null>(null);
  const begun = useSignal<FactorBegun | null>(null);
  const codes = useSignal<readonly string[] | null>(null);
  const { busy, problem, attempt } = useAttempt();

  const load = async () => void (state.value = await fetchFactor());
  useEffect(() => void attempt(load), []);

  const withPassword = (act: ActWithPassword) => (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    void attempt(async () => {
      await act(String(new FormData(form).get("password")));
      form.reset();
    });
  };

  const begin = withPassword(async (password) => void (begun.value = await beginFactor(password)));
  const renew = withPassword(async (password) => void (codes.value = await renewCodes(password)));
  const remove = withPassword(async (password) => {
    await removeFactor(password);
    await load();
  });

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get("code"));
    void attempt(async () => {
      codes.value = await confirmFactor(code);
      begun.value = null;
      await load();
    });
  }

  function close() {
    codes.value = null;
    onDone?.();
  }

  const now = state.value;
  return (
    <section aria-label={t("admin.second_factor")}>
      <p class="quiet">{t("factor.hint")}</p>
      <Problem text={problem.value} />
      {now && !now.on && !begun.value && <WithPassword action={t("factor.begin")} busy={busy.value} onSubmit={begin} />}
      {begun.value && <Confirming begun={begun.value} busy={busy.value} onSubmit={confirm} />}
      {now?.on && (
        <>
          <p>
            <span class="state-mark">{t("factor.on")}</span> {t("factor.codes_left", { n: now.recovery_codes })}
          </p>
          <h2>{t("factor.renew")}</h2>
          <WithPassword action={t("factor.renew")} busy={busy.value} onSubmit={renew} />
          <h2>{t("factor.remove")}</h2>
          {now.required ? <p class="quiet">{t("factor.required")}</p> : <WithPassword action={t("factor.remove")} busy={busy.value} onSubmit={remove} />}
        </>
      )}
      {codes.value && <Secret title={t("factor.codes")} text={t("factor.codes_text")} secrets={codes.value} onClose={close} />}
    </section>
  );
}

interface PasswordProps {
  action: string;
  busy: boolean;
  onSubmit: (event: SubmitEvent) => void;
}

function WithPassword({ action, busy, onSubmit }: PasswordProps) {
  return (
    <form class="fields" onSubmit={onSubmit}>
      <label>
        {t("factor.password")}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <button type="submit" disabled={busy}>
        {action}
      </button>
    </form>
  );
}

function Confirming({ begun, busy, onSubmit }: { begun: FactorBegun; busy: boolean; onSubmit: (event: SubmitEvent) => void }) {
  return (
    <form class="sheet narrow" onSubmit={onSubmit}>
      <p>{t("factor.scan")}</p>
      <img class="qr" src={begun.picture} alt={t("factor.picture")} width={220} height={220} />
      <p class="quiet">
        {t("factor.type")} <code>{begun.secret.replace(/(.{4})/g, "$1 ").trim()}</code>
      </p>
      <label>
        {t("factor.code")}
        <input name="code" inputMode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,8}" required />
      </label>
      <div class="dialog-foot">
        <button type="submit" class="primary" disabled={busy}>
          {t("factor.confirm")}
        </button>
      </div>
    </form>
  );
}
