import { Age } from "../components/Age";
import { ReportLink } from "../components/ReportLink";
import { categoryName } from "../state/categories";
import { now } from "../state/clock";
import { t } from "../texts/texts";
import { Scrolling } from "./Scrolling";
import type { Board } from "./types";

interface Props {
  waiting: Board["longest"];
  targets: Board["priorities"];
}

/** Those furthest beyond their target, each a step away. */
export function Longest({ waiting, targets }: Props) {
  const targetOf = new Map(targets.map((one) => [one.priority, one.first_answer_s]));
  const isLate = (one: Board["longest"][number]) => (now.value - Date.parse(one.received_at)) / 1000 > (targetOf.get(one.priority) ?? Infinity);
  return (
    <section>
      <h2>{t("board.longest")}</h2>
      {waiting.length === 0 ? (
        <p class="quiet">{t("board.nothing_waits")}</p>
      ) : (
        <Scrolling title={t("board.longest")}>
          <table class="figures">
            <tbody>
              {waiting.map((one) => (
                <tr key={one.id} data-report={one.number} data-tone={isLate(one) ? "bad" : undefined}>
                  <th scope="row">
                    <ReportLink id={one.id}>{one.number}</ReportLink>
                  </th>
                  <td>{one.kind === "sos" ? t("kind.sos") : categoryName(one.category)}</td>
                  <td>{t(`state.${one.state}`)}</td>
                  <td>{one.owner ?? t("case.no_owner")}</td>
                  <td class="number">
                    <Age since={one.received_at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </section>
  );
}
