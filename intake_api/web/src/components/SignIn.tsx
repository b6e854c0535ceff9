import { useSignal } from "@preact/signals";

import { signIn } from "../state/session";
import { t } from "../texts/texts";
import { LanguageSwitch } from "./LanguageSwitch";
import { Logo } from "./Logo";
import { problemText } from "./problem";

export function SignIn() {
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    busy.value = true;
    problem.value = null;
    try {
      await signIn(String(form.get("login")).trim(), String(form.get("password")));
    } catch (error) {
      problem.value = problemText(error);
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
