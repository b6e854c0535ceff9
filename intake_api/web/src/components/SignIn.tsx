import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Refusal } from "../api/http";
import { signIn } from "../state/session";
import { t } from "../texts/texts";
import { LanguageSwitch } from "./LanguageSwitch";
import { Logo } from "./Logo";
import { problemText } from "./problem";

function CodeField() {
  const field = useRef<HTMLInputElement>(null);
  // The page has focused a field already: a second "autofocus" would be passed over.
  useEffect(() => field.current?.focus(), []);
  return (
    <label>
      {t("sign_in.code")}
      <input ref={field} name="code" autocomplete="one-time-code" required spellcheck={false} autocapitalize="none" maxLength={40} aria-describedby="code-hint" />
      <span class="quiet" id="code-hint">
        {t("sign_in.code_hint")}
      </span>
    </label>
  );
}

export function SignIn() {
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  /** The password was right; a code of the second factor is asked for. */
  const needsCode = useSignal(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    busy.value = true;
    problem.value = null;
    try {
      const code = form.get("code");
      await signIn(String(form.get("login")).trim(), String(form.get("password")), code === null ? null : String(code).trim());
    } catch (error) {
      if (error instanceof Refusal && error.code === "code_needed") needsCode.value = true;
      else problem.value = problemText(error);
    }
    busy.value = false;
  }

  return (
    <main class="door">
      <form class="card" aria-label={t("sign_in.title")} onSubmit={submit}>
        <Logo />
        <h1>{t("sign_in.title")}</h1>
        <p class="quiet">{t("sign_in.subtitle")}</p>
        <label>
          {t("sign_in.login")}
          <input name="login" autocomplete="username" required autofocus spellcheck={false} />
        </label>
        <label>
          {t("sign_in.password")}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        {needsCode.value && (
          <CodeField />
        )}
        {problem.value && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="primary" disabled={busy}>
          {t(busy.value ? "sign_in.busy" : "sign_in.submit")}
        </button>
        <LanguageSwitch />
      </form>
    </main>
  );
}
