import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { t } from "../texts/texts";

type Pages = typeof import("../faq/FaqFrame");

/** The FAQ's pages are a bundle of their own, fetched by those who edit them. */
export function FaqPages() {
  const pages = useSignal<Pages | null>(null);
  const impossible = useSignal(false);

  async function load() {
    try {
      const fetched = await import("../faq/FaqFrame");
      await fetched.prepare();
      pages.value = fetched;
      impossible.value = false;
    } catch {
      impossible.value = true;
    }
  }
  useEffect(() => void load(), []);

  if (pages.value) return <pages.value.FaqFrame />;
  if (!impossible.value) return <p class="empty">{t("loading")}</p>;
  return (
    <p class="empty problem" role="alert">
      {t("problem.unreachable")}{" "}
      <button type="button" class="link" onClick={() => void load()}>
        {t("try_again")}
      </button>
    </p>
  );
}
