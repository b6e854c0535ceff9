import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { fetchStaff } from "./api";
import { FactorRoles } from "./FactorRoles";
import { PersonSheet } from "./PersonSheet";
import { Problem } from "./Problem";
import { Secret } from "./Secret";
import type { Invited, Person } from "./types";

/** Who works here: accounts with their roles and positions. */
export function Staff() {
  const people = useSignal<readonly Person[] | null>(null);
  const edited = useSignal<Person | "new" | null>(null);
  const invited = useSignal<Invited | null>(null);
  const sought = useSignal("");
  const { problem, attempt } = useAttempt();

  const load = async () => void (people.value = await fetchStaff());
  useEffect(() => void attempt(load), []);

  function changed(person: Person) {
    edited.value = person;
    void attempt(load);
  }

  function invite(made: Invited) {
    invited.value = made;
    edited.value = null;
    void attempt(load);
  }

  const words = sought.value.trim().toLowerCase();
  const found = people.value?.filter((one) => `${one.login} ${one.name} ${one.position}`.toLowerCase().includes(words));
  return (
    <section aria-label={t("admin.staff")}>
      <div class="fields">
        <label>
          {t("staff.search")}
          <input type="search" value={sought.value} onInput={(event) => (sought.value = event.currentTarget.value)} />
        </label>
        <button type="button" class="primary" onClick={() => (edited.value = "new")}>
          {t("staff.add")}
        </button>
      </div>
      <Problem text={problem.value} />
      {edited.value && (
        <PersonSheet
          key={edited.value === "new" ? "new" : edited.value.id}
          person={edited.value === "new" ? null : edited.value}
          onChanged={changed}
          onInvited={invite}
          onClose={() => (edited.value = null)}
        />
      )}
      {found?.length === 0 && <p class="empty quiet">{t("staff.none")}</p>}
      <ul class="rows">
        {found?.map((one) => (
          <li key={one.id} data-login={one.login} data-off={one.disabled_at !== null || undefined}>
            <button type="button" class="row-open" onClick={() => (edited.value = one)}>
              <strong>
                <bdi>{one.name}</bdi>
              </strong>
              <span class="quiet">
                <bdi>{one.login}</bdi> · <bdi>{one.position}</bdi>
              </span>
            </button>
            <span class="row-marks">
              <span class="state-mark">{t(`staff_role.${one.role}`)}</span>
              {one.second_factor_since && <span class="state-mark">{t("staff.has_factor")}</span>}
              {one.invited_until && <span class="state-mark">{t("staff.invited")}</span>}
              {one.disabled_at && <span class="state-mark">{t("staff.off")}</span>}
            </span>
          </li>
        ))}
      </ul>
      <FactorRoles />
      {invited.value && (
        <Secret
          title={t("invited.title", { name: invited.value.person.name })}
          text={t("invited.text", { login: invited.value.person.login })}
          secrets={[invited.value.one_time_password]}
          onClose={() => (invited.value = null)}
        />
      )}
    </section>
  );
}
