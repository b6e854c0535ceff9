import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { Dialog } from "../components/Dialog";
import { useAttempt } from "../components/useAttempt";
import { actOnChosen } from "../state/bulk";
import { newKey } from "../state/keys";
import { t } from "../texts/texts";
import type { BulkWish } from "../types";
import { OwnerFields, TagFields, TransitionFields } from "./BulkFields";

export type BulkKind = BulkWish["act"]["act"];

interface Props {
  kind: BulkKind;
  n: number;
  onClose: () => void;
}

/** Asks what is to be done to all that are chosen. */
export function BulkDialog({ kind, n, onClose }: Props) {
  // One key for all attempts of this dialog: after a cut nothing is done twice.
  const key = useRef(newKey());
  const asked = useSignal("");
  const { busy, problem, attempt } = useAttempt();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const act = READ[kind](new FormData(event.currentTarget as HTMLFormElement));
    // Something else is meant than before: another act.
    const text = JSON.stringify(act);
    if (asked.peek() && asked.peek() !== text) key.current = newKey();
    asked.value = text;
    void attempt(async () => {
      await actOnChosen(act, key.current);
      onClose();
    });
  }

  return (
    <Dialog title={t(`many.${kind}.title`, { n })} onClose={onClose}>
      <form onSubmit={submit}>
        {kind === "transition" && <TransitionFields />}
        {kind === "owner" && <OwnerFields />}
        {kind === "tags" && <TagFields />}
        {problem.value && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={busy.value}>
            {t(busy.value ? "many.busy" : "many.do", { n })}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const said = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();

const tagsIn = (text: string): string[] => text.split(",").map((one) => one.trim()).filter(Boolean);

const READ: Record<BulkKind, (form: FormData) => BulkWish["act"]> = {
  transition: (form) => ({
    act: "transition",
    action: said(form, "action"),
    reason: said(form, "reason") || null,
    close_code: (said(form, "close_code") || null) as never,
    duplicate_of: said(form, "duplicate_of") || null,
  }),
  owner: (form) => ({ act: "owner", owner: said(form, "owner") || null }),
  tags: (form) => ({ act: "tags", add: tagsIn(said(form, "add")), remove: tagsIn(said(form, "remove")) }),
};
