import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { fetchTags } from "../api/queue";
import { conditionName } from "../components/conditions";
import { categories } from "../state/categories";
import { colleagues } from "../state/colleagues";
import { chosen, type Filter, FILTERS, type Limit, param, setLimit, toggleFilter } from "../state/route";
import { duration } from "../texts/format";
import { t } from "../texts/texts";

const CHOICES: Partial<Record<Filter, readonly string[]>> = {
  kind: ["sos", "crime", "offence", "complaint", "statement", "question"],
  state: [
    "received", "in_review", "accepted", "awaiting_citizen", "assigned", "acknowledged", "en_route", "on_scene",
    "resolved", "returned", "closed", "withdrawn", "rejected",
  ],
  priority: ["1", "2", "3", "4"],
  channel: ["text", "photo", "video", "voice", "location", "sos", "web", "audio_call", "video_call", "phone_note"],
};
const AGES_S = [900, 3600, 4 * 3600, 24 * 3600];

/** Everything a list can be narrowed by; it stands in the address at once. */
export function Choices() {
  const tags = useSignal<readonly string[]>([]);
  useEffect(() => void fetchTags().then((found) => (tags.value = found), () => undefined), []);
  const valuesOf = (filter: Filter): readonly string[] => {
    if (filter === "category") return categories.value.map((one) => one.code);
    if (filter === "owner") return ["me", "none", ...colleagues.value.map((one) => one.id)];
    // One that nobody uses any more can still be asked for by an address.
    if (filter === "tag") return [...new Set([...chosen("tag"), ...tags.value])];
    return CHOICES[filter] ?? [];
  };
  return (
    <>
      {FILTERS.map((filter) => (
        <Boxes key={filter} filter={filter} values={valuesOf(filter)} />
      ))}
      <fieldset class="limits">
        <legend>{t("limits.title")}</legend>
        <Pick name="unread" values={["true", "false"]} />
        <Pick name="has_place" values={["true", "false"]} />
        <Pick name="age_over_s" values={AGES_S.map(String)} text={(value) => t("limit.age_over_s", { time: duration(Number(value)) })} />
        <Moment name="received_from" />
        <Moment name="received_to" />
      </fieldset>
    </>
  );
}

function Boxes({ filter, values }: { filter: Filter; values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <fieldset>
      <legend>{t(`filter.${filter}`)}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="checkbox" checked={chosen(filter).includes(value)} onChange={() => toggleFilter(filter, value)} />
          {conditionName({ name: filter, value })}
        </label>
      ))}
    </fieldset>
  );
}

interface PickProps {
  name: Limit;
  values: readonly string[];
  text?: (value: string) => string;
}

function Pick({ name, values, text = (value) => conditionName({ name, value }) }: PickProps) {
  const asked = param(name);
  const offered = asked && !values.includes(asked) ? [...values, asked] : values;
  return (
    <label>
      {t(`filter.${name}`)}
      <select name={name} value={asked} onChange={(event) => setLimit(name, event.currentTarget.value)}>
        <option value="">{t("limit.any")}</option>
        {offered.map((value) => (
          <option key={value} value={value}>
            {text(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** In the clock of this desk; the address keeps the moment itself. */
function Moment({ name }: { name: Limit }) {
  const asked = Date.parse(param(name));
  return (
    <label>
      {t(`filter.${name}`)}
      <input
        type="datetime-local"
        value={Number.isNaN(asked) ? "" : localOf(asked)}
        onChange={(event) => setLimit(name, momentOf(event.currentTarget.value))}
      />
    </label>
  );
}

const localOf = (ms: number): string => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

const momentOf = (local: string): string => (local ? new Date(local).toISOString() : "");
