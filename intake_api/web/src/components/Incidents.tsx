import type { ReportCase } from "../types";
import { Later } from "./Later";

/** In the case: other reports of the same event. A bundle of its own, that comes after the case. */
export function SameEvent({ shown }: { shown: ReportCase }) {
  return (
    <Later fetch={fetchBundle} meanwhile={null}>
      {({ IncidentPanel }) => <IncidentPanel shown={shown} />}
    </Later>
  );
}

export function IncidentPages() {
  return <Later fetch={fetchBundle}>{({ IncidentsFrame }) => <IncidentsFrame />}</Later>;
}

async function fetchBundle() {
  const fetched = await import("../incidents");
  await fetched.prepare();
  return fetched;
}
