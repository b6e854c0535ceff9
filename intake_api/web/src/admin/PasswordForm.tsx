import { useSignal } from "@preact/signals";

import { useAttempt } from "../components/useAttempt";
import { user } from "../state/session";
import { t } from "../texts/texts";
import { changePassword } from "./api";
import { Problem } from "./Problem";

/** Another password for oneself; every other session ends. */
export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const saved = useSignal(false);
  const fault = useSignal<string | null>(null);
  const { busy, problem, attempt } = useAttempt();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const told = (name: string) => String(new FormData(form).get(name));
    fault.value = told("new") === told("again") ? null : t("password.differ");
    if (fault.value) return;
    void attempt(async () => {
      await changePassword(told("current"), told("new"));
      form.reset();
      saved.value = true;
      onDone?.();
    });
  }

  return (
    <section aria-label={t("admin.password")}>
      <form class="sheet narrow" onSubmit={submit} onInput={() => (saved.value = false)}>
        <input type="text" name="login" autocomplete="username" value={user.value?.login ?? ""} hidden readOnly />
        <label>
          {t("password.current")}
          <input name="current" type="password" autocomplete="current-password" required />
        </label>
        <label>
          {t("password.new")}
          <input name="new" type="password" autocomplete="new-password" minLength={8} required />
        </label>
        <label>
          {t("password.again")}
          <input name="again" type="password" autocomplete="new-password" minLength={8} required />
        </label>
        <p class="quiet">{t("password.hint")}</p>
        <Problem text={fault.value ?? problem.value} />
        <div class="dialog-foot">
          {saved.value && <span role="status">{t("password.changed")}</span>}
          <button type="submit" class="primary" disabled={busy.value}>
            {t("password.change")}
          </button>
        </div>
      </form>
    </section>
  );
}
