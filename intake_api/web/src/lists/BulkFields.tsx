import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { fetchTags } from "../api/queue";
import { colleagues } from "../state/colleagues";
import { t } from "../texts/texts";

// What makes sense of many at once; the API refuses it by report where it does not.
const ACTIONS = ["accept", "close", "reject", "withdraw", "release", "reopen"] as const;
const CLOSE_CODES = [
  "confirmed", "not_confirmed", "prevented", "passed_on", "duplicate", "false", "withdrawn", "not_enough_information",
] as const;

export function TransitionFields() {
  const action = useSignal("close");
  const code = useSignal("");
  const needsReason = action.value === "reject";
  return (
    <>
      <label>
        {t("many.action")}
        <select name="action" value={action.value} onChange={(event) => (action.value = event.currentTarget.value)}>
          {ACTIONS.map((one) => (
            <option key={one} value={one}>
              {t(`action.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {action.value === "close" && (
        <label>
          {t("dialog.close_code")}
          <select name="close_code" required onChange={(event) => (code.value = event.currentTarget.value)}>
            <option value="">{t("dialog.choose")}</option>
            {CLOSE_CODES.map((one) => (
              <option key={one} value={one}>
                {t(`close_code.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {action.value === "close" && code.value === "duplicate" && (
        <label>
          {t("dialog.duplicate_of")}
          <input name="duplicate_of" required spellcheck={false} autocomplete="off" />
        </label>
      )}
      <label>
        {t(needsReason ? "dialog.reason" : "dialog.reason_optional")}
        <textarea name="reason" rows={3} required={needsReason} maxLength={2000} />
      </label>
      <p class="quiet">{t("many.citizens_told")}</p>
    </>
  );
}

export function OwnerFields() {
  return (
    <label>
      {t("many.owner.who")}
      <select name="owner">
        <option value="">{t("owner.none")}</option>
        {colleagues.value.map((one) => (
          <option key={one.id} value={one.id}>
            {one.position}
          </option>
        ))}
      </select>
    </label>
  );
}

export function TagFields() {
  const known = useSignal<readonly string[]>([]);
  useEffect(() => void fetchTags().then((found) => (known.value = found), () => undefined), []);
  return (
    <>
      <label>
        {t("many.tags.add")}
        <input name="add" list="known-tags" autocomplete="off" placeholder={t("many.tags.hint")} />
      </label>
      <label>
        {t("many.tags.remove")}
        <input name="remove" list="known-tags" autocomplete="off" placeholder={t("many.tags.hint")} />
      </label>
      <datalist id="known-tags">
        {known.value.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
