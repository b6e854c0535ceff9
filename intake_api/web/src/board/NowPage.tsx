import { useEffect } from "preact/hooks";

import { problemText } from "../components/problem";
import { now } from "../state/clock";
import { duration, timeOfDay } from "../texts/format";
import { t } from "../texts/texts";
import { Columns } from "./Columns";
import { Longest } from "./Longest";
import { board, problem, watch } from "./now";
import { Scrolling } from "./Scrolling";
import type { Board } from "./types";

/** Who waits, who is late, who is here: the numbers a wall screen shows. */
export function NowPage() {
  useEffect(watch, []);
  const shown = board.value;
  return (
    <>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problemText(problem.value)}
        </p>
      )}
      {shown === null ? problem.value === null && <p class="empty">{t("loading")}</p> : <Shown shown={shown} />}
    </>
  );
}

function Shown({ shown }: { shown: Board }) {
  const here = shown.hands.filter((one) => one.here).length;
  const sum = (name: "waiting" | "at_risk" | "late") => shown.priorities.reduce((all, one) => all + one[name], 0);
  const oldest = shown.priorities.flatMap((one) => one.oldest_at ?? []).sort()[0];
  return (
    <>
      <dl class="tiles">
        <Tile name="waiting" value={sum("waiting")} />
        <Tile name="oldest" value={oldest ? ageOf(oldest) : "–"} />
        <Tile name="at_risk" value={sum("at_risk")} tone={sum("at_risk") > 0 ? "warn" : undefined} />
        <Tile name="late" value={sum("late")} tone={sum("late") > 0 ? "bad" : undefined} />
        <Tile name="alarms" value={shown.alarms} tone={shown.alarms > 0 ? "bad" : undefined} />
        <Tile name="open" value={shown.counts.open} />
        <Tile name="here" value={here} tone={here === 0 ? "bad" : undefined} />
      </dl>
      <div class="board-grid">
        <Longest waiting={shown.longest} targets={shown.priorities} />
        <Priorities shown={shown} />
        <Hours shown={shown} />
        <Hands shown={shown} />
      </div>
      <p class="quiet">{t("board.as_of", { time: timeOfDay(shown.at) })}</p>
    </>
  );
}

function Tile({ name, value, tone }: { name: string; value: string | number; tone?: string | undefined }) {
  return (
    <div class="tile" data-tile={name} data-tone={tone}>
      <dt>{t(`board_tile.${name}`)}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Priorities({ shown }: { shown: Board }) {
  const columns = ["waiting", "at_risk", "late", "overdue"] as const;
  return (
    <section>
      <h2>{t("board.by_priority")}</h2>
      <Scrolling title={t("board.by_priority")}>
        <table class="figures">
          <thead>
            <tr>
              <th>{t("board.priority")}</th>
              {columns.map((one) => (
                <th key={one} class="number">
                  {t(`board_column.${one}`)}
                </th>
              ))}
              <th class="number">{t("board_tile.oldest")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.priorities.map((one) => (
              <tr key={one.priority} data-priority={one.priority}>
                <th scope="row">{t(`priority.${one.priority}`)}</th>
                {columns.map((name) => (
                  <td key={name} class="number" data-tone={one[name] > 0 ? TONES[name] : undefined}>
                    {one[name]}
                  </td>
                ))}
                <td class="number">{one.oldest_at ? ageOf(one.oldest_at) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}

const TONES: Record<string, string | undefined> = { at_risk: "warn", late: "bad", overdue: "bad" };

function Hours({ shown }: { shown: Board }) {
  const columns = shown.hours.map(({ at, received }) => ({ key: at, name: timeOfDay(at), value: received }));
  return (
    <section>
      <h2>{t("board.by_hour")}</h2>
      <Columns title={t("board.by_hour")} columns={columns} />
      <details>
        <summary>{t("board.as_table")}</summary>
        <table class="figures">
          <tbody>
            {columns.map(({ key, name, value }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td class="number">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Hands({ shown }: { shown: Board }) {
  return (
    <section>
      <h2>{t("board.hands")}</h2>
      {shown.hands.length === 0 ? (
        <p class="quiet">{t("board.nobody")}</p>
      ) : (
        <table class="figures">
          <tbody>
            {shown.hands.map((one) => (
              <tr key={one.id} data-here={one.here}>
                <th scope="row">{one.position}</th>
                <td>{t(one.here ? "board.is_here" : "board.is_away")}</td>
                <td class="number">{t("board.has_open", { n: one.open })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const ageOf = (at: string): string => duration((now.value - Date.parse(at)) / 1000);
