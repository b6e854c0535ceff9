import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { t } from "../texts/texts";

interface Props<Module> {
  /** Brings the bundle and all it needs. */
  fetch: () => Promise<Module>;
  children: (module: Module) => ComponentChildren;
  /** What stands there while it is under way. */
  meanwhile?: ComponentChildren;
}

/** A part of the page that is a bundle of its own, fetched when it is first shown. */
export function Later<Module>({ fetch, children, meanwhile = <p class="empty">{t("loading")}</p> }: Props<Module>) {
  const fetched = useSignal<Module | null>(null);
  const impossible = useSignal(false);

  async function load() {
    try {
      fetched.value = await fetch();
      impossible.value = false;
    } catch {
      impossible.value = true;
    }
  }
  useEffect(() => void load(), []);

  if (fetched.value) return <>{children(fetched.value)}</>;
  if (!impossible.value) return <>{meanwhile}</>;
  return (
    <p class="empty problem" role="alert">
      {t("problem.unreachable")}{" "}
      <button type="button" class="link" onClick={() => void load()}>
        {t("try_again")}
      </button>
    </p>
  );
}
