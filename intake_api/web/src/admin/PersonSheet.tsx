import { useSignal } from "@preact/signals";

import { useAttempt } from "../components/useAttempt";
import { user } from "../state/session";
import { LANGUAGES, t } from "../texts/texts";
import { addPerson, changePerson, giveOneTimePassword, takeSecondFactor } from "./api";
import { Confirm } from "./Confirm";
import { Problem } from "./Problem";
import { ROLES, type Invited, type NewPerson, type Person } from "./types";

interface Props {
  /** Null: a new one. */
  person: Person | null;
  onChanged: (person: Person) => void;
  onInvited: (made: Invited) => void;
  onClose: () => void;
}

type Step = "switch_off" | "one_time" | "factor";

export function PersonSheet({ person, onChanged, onInvited, onClose }: Props) {
  const saved = useSignal(false);
  const asked = useSignal<Step | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const isMe = person?.id === user.value?.id;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const told = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as unknown as NewPerson;
    void attempt(async () => {
      if (person === null) return onInvited(await addPerson(told));
      const { name, position, role, locale } = told;
      onChanged(await changePerson(person.id, { name, position, locale, ...(role ? { role } : {}) }));
      saved.value = true;
    });
  }

  const act = (step: Step, of: Person) =>
    void attempt(async () => {
      if (step === "one_time") return onInvited(await giveOneTimePassword(of.id));
      onChanged(step === "factor" ? await takeSecondFactor(of.id) : await changePerson(of.id, { disabled: true }));
      asked.value = null;
    });

  const switchOn = (of: Person) => void attempt(async () => onChanged(await changePerson(of.id, { disabled: false })));

  return (
    <form class="sheet person" aria-label={t(person ? "staff.edit" : "staff.add")} onSubmit={submit} onInput={() => (saved.value = false)}>
      <div class="fields">
        <label>
          {t("sign_in.login")}
          <input name="login" required readOnly={person !== null} maxLength={100} pattern="\S+" spellcheck={false} autocapitalize="none" autocomplete="off" defaultValue={person?.login ?? ""} />
        </label>
        <label>
          {t("staff.name")}
          <input name="name" required maxLength={200} autocomplete="off" defaultValue={person?.name ?? ""} />
        </label>
        <label>
          {t("staff.position")}
          <input name="position" required maxLength={200} autocomplete="off" defaultValue={person?.position ?? ""} />
        </label>
        <label>
          {t("staff.role")}
          <select name="role" disabled={isMe}>
            {ROLES.map((one) => (
              <option key={one} value={one} selected={one === (person?.role ?? "operator")}>
                {t(`staff_role.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("staff.language")}
          <select name="locale">
            {LANGUAGES.map((one) => (
              <option key={one} value={one} selected={one === (person?.locale ?? "kk")}>
                {t(`language.own.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="quiet">{t("staff.position_hint")}</p>
      {asked.value === null && <Problem text={problem.value} />}
      <div class="dialog-foot">
        {saved.value && <span role="status">{t("saved")}</span>}
        {person && !isMe && (
          <>
            {person.second_factor_since && (
              <button type="button" onClick={() => (asked.value = "factor")}>
                {t("staff.factor")}
              </button>
            )}
            <button type="button" onClick={() => (asked.value = "one_time")}>
              {t("staff.one_time")}
            </button>
            {person.disabled_at ? (
              <button type="button" disabled={busy.value} onClick={() => switchOn(person)}>
                {t("staff.switch_on")}
              </button>
            ) : (
              <button type="button" onClick={() => (asked.value = "switch_off")}>
                {t("staff.switch_off")}
              </button>
            )}
          </>
        )}
        <button type="button" onClick={onClose}>
          {t("close")}
        </button>
        <button type="submit" class="primary" disabled={busy.value}>
          {t(person ? "save" : "staff.invite")}
        </button>
      </div>
      {person && asked.value && (
        <Confirm
          title={t(`staff.${asked.value}`)}
          text={t(`staff.${asked.value}_hint`, { name: person.name })}
          action={t(`staff.${asked.value}`)}
          busy={busy.value}
          problem={problem.value}
          onConfirm={() => asked.value && act(asked.value, person)}
          onClose={() => (asked.value = null)}
        />
      )}
    </form>
  );
}
