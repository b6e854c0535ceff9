// What the console fetches when it first shows a report or an incident.
export { IncidentPanel } from "./IncidentPanel";
export { IncidentsFrame } from "./IncidentsFrame";
export { prepare } from "./prepare";
