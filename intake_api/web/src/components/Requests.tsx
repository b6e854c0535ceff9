import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { postRequest } from "../api/reports";
import { addEntry } from "../state/case";
import { newKey } from "../state/keys";
import { REQUESTS } from "../state/requests";
import { t } from "../texts/texts";
import type { RequestKind } from "../types";
import { Icon } from "./Icon";
import { problemText } from "./problem";

const ICONS = { location: "location", photo: "photo", call: "audio_call" } as const;

/** Asks the citizen in one tap; the bot says it in their language. */
export function Requests({ report }: { report: string }) {
  const asking = useSignal<RequestKind | null>(null);
  const problem = useSignal<string | null>(null);
  const key = useRef(newKey());

  async function ask(asks: RequestKind) {
    if (asking.value) return;
    asking.value = asks;
    problem.value = null;
    try {
      addEntry(report, await postRequest(report, asks, key.current));
      key.current = newKey();
    } catch (error) {
      problem.value = problemText(error);
    }
    asking.value = null;
  }

  return (
    <div class="requests" role="group" aria-label={t("request.title")}>
      {REQUESTS.map((one) => (
        <button key={one} type="button" class="plain" disabled={asking.value !== null} onClick={() => void ask(one)}>
          <Icon name={ICONS[one]} size={16} /> {t(`request.${one}`)}
        </button>
      ))}
      {problem.value && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
