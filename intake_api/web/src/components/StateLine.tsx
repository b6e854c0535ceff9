import { fullTime, timeOfDay } from "../texts/format";
import { known, t } from "../texts/texts";
import type { StateEntry } from "../types";

export function StateLine({ change }: { change: StateEntry }) {
  return (
    <li class="change">
      <time dateTime={change.at} title={fullTime(change.at)}>
        {timeOfDay(change.at)}
      </time>{" "}
      <span class="state-mark" data-state={change.to_state}>
        {t(`state.${change.to_state}`)}
      </span>{" "}
      {change.actor ?? ""}
      {change.close_code && ` · ${known(`close_code.${change.close_code}`, "close_code.other")}`}
      {change.reason && (
        <>
          {" · "}
          <bdi>{change.reason}</bdi>
        </>
      )}
    </li>
  );
}
