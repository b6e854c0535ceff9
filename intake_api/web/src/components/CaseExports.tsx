import { useSignal } from "@preact/signals";

import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { fetchExports } from "./fetchExports";
import { Icon } from "./Icon";
import { Later } from "./Later";

type Wish = "print" | "save";

/** The case on paper, or as a file with everything in it; what does it is fetched when wanted. */
export function CaseExports({ shown }: { shown: ReportCase }) {
  const wish = useSignal<Wish | null>(null);
  return (
    <span class="case-exports">
      {(["print", "save"] as const).map((one) => (
        <button key={one} type="button" class="plain" aria-label={t(`case_export.${one}`)} title={t(`case_export.${one}`)} onClick={() => (wish.value = one)}>
          <Icon name={one === "print" ? "print" : "download"} />
        </button>
      ))}
      {wish.value && (
        <Later key={`${wish.value}-${shown.id}`} fetch={fetchExports} meanwhile={null}>
          {({ CaseFileDialog }) => <CaseFileDialog shown={shown} wish={wish.value ?? "print"} onClose={() => (wish.value = null)} />}
        </Later>
      )}
    </span>
  );
}
