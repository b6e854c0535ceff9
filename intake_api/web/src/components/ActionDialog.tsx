import { useSignal } from "@preact/signals";

import type { TransitionWish } from "../api/reports";
import { t } from "../texts/texts";
import type { Action } from "../types";
import { actionName } from "./Actions";
import { Dialog } from "./Dialog";

const CLOSE_CODES = [
  "confirmed", "not_confirmed", "prevented", "passed_on", "duplicate", "false", "withdrawn", "not_enough_information",
] as const;

interface Props {
  action: Action;
  problem: string | null;
  busy: boolean;
  onSubmit: (wish: TransitionWish) => void;
  onClose: () => void;
}

/** Asks for what the step needs before it can be taken. */
export function ActionDialog({ action, problem, busy, onSubmit, onClose }: Props) {
  const code = useSignal("");
  const needs = (name: Action["needs"][number]) => action.needs.includes(name);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(form.get(name) ?? "").trim();
    const wish: TransitionWish = { action: action.action };
    if (said("reason")) wish.reason = said("reason");
    if (said("close_code")) wish.close_code = said("close_code");
    if (said("duplicate_of")) wish.duplicate_of = said("duplicate_of");
    onSubmit(wish);
  }

  return (
    <Dialog title={actionName(action.action)} onClose={onClose}>
      <form onSubmit={submit}>
        {needs("close_code") && (
          <label>
            {t("dialog.close_code")}
            <select name="close_code" required autofocus onChange={(event) => (code.value = event.currentTarget.value)}>
              <option value="">{t("dialog.choose")}</option>
              {CLOSE_CODES.map((one) => (
                <option key={one} value={one}>
                  {t(`close_code.${one}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        {(needs("duplicate_of") || code.value === "duplicate") && (
          <label>
            {t("dialog.duplicate_of")}
            <input name="duplicate_of" required spellcheck={false} autocomplete="off" />
          </label>
        )}
        <label>
          {t(needs("reason") ? "dialog.reason" : "dialog.reason_optional")}
          <textarea name="reason" rows={4} autofocus={!needs("close_code")} required={needs("reason")} maxLength={2000} />
        </label>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {actionName(action.action)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
