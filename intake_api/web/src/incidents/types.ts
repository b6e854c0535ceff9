// The API's shapes of incidents, from its schema.
import type { components } from "../api";

type Schemas = components["schemas"];

export type Panel = Schemas["ReportsIncident"];
export type Member = Schemas["MemberShown"];
export type Suggestion = Schemas["SuggestionShown"];
export type Reason = Schemas["ReasonShown"];
export type Incident = Schemas["IncidentShown"];
export type IncidentName = Schemas["IncidentName"];
export type IncidentLine = Schemas["IncidentLine"];
export type IncidentFile = Schemas["IncidentFile"];
export type IncidentPoint = Schemas["IncidentPoint"];
export type Step = Schemas["IncidentStep"];
export type Planned = Schemas["PlannedStep"];
