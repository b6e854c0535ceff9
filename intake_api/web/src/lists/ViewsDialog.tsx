import { useSignal } from "@preact/signals";

import { deleteView, patchView, postView, putStart } from "../api/queue";
import { Dialog } from "../components/Dialog";
import { type Undone, Undo } from "../components/Undo";
import { useAttempt } from "../components/useAttempt";
import { listsDialog, views } from "../state/views";
import { t } from "../texts/texts";
import type { View } from "../types";

/** All views: one's own to rename, share and forget; any to start with. */
export function ViewsDialog() {
  const { busy, problem, attempt } = useAttempt();
  const gone = useSignal<Undone | null>(null);
  const take = (asked: Promise<View[]>) => attempt(async () => void (views.value = await asked));
  const starts = views.value.find((one) => one.starts);

  /** Shown at once, and taken back if it is refused: a box that does not move looks broken. */
  async function change(shown: (one: View) => View, ask: () => Promise<View[]>) {
    const before = views.value;
    views.value = before.map(shown);
    await take(ask());
    if (problem.value) views.value = before;
  }

  const share = (view: View, shared: boolean) =>
    void change((one) => (one.id === view.id ? { ...one, shared } : one), () => patchView(view.id, { shared }));

  async function forget(view: View) {
    await take(deleteView(view.id));
    gone.value = {
      text: t("views.forgotten", { name: view.name }),
      undo: () => {
        gone.value = null;
        void take(postView(view.name, view.filters, view.shared));
      },
    };
  }

  return (
    <Dialog title={t("views.manage")} onClose={() => (listsDialog.value = null)}>
      <ul class="view-list" aria-busy={busy.value}>
        {views.value.map((view) => (
          <li key={view.id}>
            <ViewName view={view} rename={(name) => void take(patchView(view.id, { name }))} />
            <label class="check">
              <input
                type="radio"
                name="start"
                checked={view.starts}
                onChange={() => void change((one) => ({ ...one, starts: one.id === view.id }), () => putStart(view.id))}
              />{" "}
              {t("views.start")}
            </label>
            {view.mine && (
              <>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={view.shared}
                    onChange={(event) => share(view, event.currentTarget.checked)}
                  />{" "}
                  {t("views.shared")}
                </label>
                <button type="button" class="link" aria-label={t("views.forget", { name: view.name })} onClick={() => void forget(view)}>
                  {t("views.delete")}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {starts && (
        <button type="button" class="link" onClick={() => void take(putStart(null))}>
          {t("views.start_plain")}
        </button>
      )}
      {problem.value && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      <Undo of={gone.value} />
    </Dialog>
  );
}

function ViewName({ view, rename }: { view: View; rename: (name: string) => void }) {
  if (!view.mine) return <bdi class="view-name">{t("views.of", { name: view.name, owner: view.owner })}</bdi>;
  return (
    <input
      class="view-name"
      aria-label={t("views.name")}
      defaultValue={view.name}
      maxLength={60}
      onChange={(event) => {
        const name = event.currentTarget.value.trim();
        if (name) rename(name);
        else event.currentTarget.value = view.name;
      }}
    />
  );
}
