import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { fetchFactorRoles, putFactorRoles } from "./api";
import { Problem } from "./Problem";
import { ROLES, type Role } from "./types";

/** Which roles must have a second factor. */
export function FactorRoles() {
  const roles = useSignal<readonly Role[] | null>(null);
  const saved = useSignal(false);
  const { busy, problem, attempt } = useAttempt();
  useEffect(() => void attempt(async () => void (roles.value = await fetchFactorRoles())), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const told = new FormData(event.currentTarget as HTMLFormElement).getAll("role") as Role[];
    void attempt(async () => {
      await putFactorRoles(told);
      roles.value = told;
      saved.value = true;
    });
  }

  return (
    <form class="sheet" onSubmit={submit} onInput={() => (saved.value = false)}>
      <h2>{t("factor_roles.title")}</h2>
      <p class="quiet">{t("factor_roles.hint")}</p>
      <fieldset class="ticks">
        <legend class="unseen">{t("factor_roles.title")}</legend>
        {ROLES.map((one) => (
          <label key={one} class="tick">
            <input type="checkbox" name="role" value={one} checked={roles.value?.includes(one) ?? false} disabled={roles.value === null} /> {t(`staff_role.${one}`)}
          </label>
        ))}
      </fieldset>
      <Problem text={problem.value} />
      <div class="dialog-foot">
        {saved.value && <span role="status">{t("saved")}</span>}
        <button type="submit" disabled={busy.value || roles.value === null}>
          {t("save")}
        </button>
      </div>
    </form>
  );
}
