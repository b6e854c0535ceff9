import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

import { t } from "../texts/texts";

/** Fetches a bundle, its texts and styles; gives what is to be shown. */
interface Loading {
  (): Promise<ComponentType>;
}

interface Props {
  load: Loading;
}

/** Pages that are a bundle of their own, fetched by those alone who open them. */
export function LazyPages({ load }: Props) {
  const page = useSignal<{ Page: ComponentType } | null>(null);
  const impossible = useSignal(false);

  async function fetchIt() {
    try {
      page.value = { Page: await load() };
      impossible.value = false;
    } catch {
      impossible.value = true;
    }
  }
  useEffect(() => void fetchIt(), [load]);

  if (page.value) return <page.value.Page />;
  if (!impossible.value) return <p class="empty">{t("loading")}</p>;
  return (
    <p class="empty problem" role="alert">
      {t("problem.unreachable")}{" "}
      <button type="button" class="link" onClick={() => void fetchIt()}>
        {t("try_again")}
      </button>
    </p>
  );
}
