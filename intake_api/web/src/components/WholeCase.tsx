import type { ReportCase } from "../types";
import { Actions } from "./Actions";
import { CaseDetails } from "./CaseDetails";
import { CaseHeader } from "./CaseHeader";
import { SameEvent } from "./Incidents";
import { MoveDialog } from "./MoveDialog";
import { Timeline } from "./Timeline";
import { WithdrawalAsked } from "./WithdrawalAsked";
import { WritingBoxes } from "./WritingBoxes";

/** A report with everything that can be done to it. */
export function WholeCase({ shown }: { shown: ReportCase }) {
  return (
    <>
      <CaseHeader shown={shown} />
      {shown.withdrawal_asked && <WithdrawalAsked key={`withdrawal-${shown.id}`} shown={shown} />}
      <Actions key={`actions-${shown.id}`} shown={shown} />
      <CaseDetails key={`details-${shown.id}`} shown={shown} />
      <SameEvent key={`same-${shown.id}`} shown={shown} />
      <Timeline key={`timeline-${shown.id}`} shown={shown} />
      <WritingBoxes key={`boxes-${shown.id}`} shown={shown} />
      <MoveDialog key={`move-${shown.id}`} shown={shown} />
    </>
  );
}
