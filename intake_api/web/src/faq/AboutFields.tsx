import { useEffect } from "preact/hooks";

import { t } from "../texts/texts";
import { change, draft, owner } from "./editing";
import { loadColleagues, colleagues } from "./colleagues";
import { topicName, topics } from "./topics";

/** Where the article stands, whose it is, and when it holds. */
export function AboutFields({ readOnly }: { readOnly: boolean }) {
  useEffect(() => void loadColleagues().catch(() => undefined), []);
  const written = draft.value;
  if (!written) return null;
  return (
    <fieldset class="labels" disabled={readOnly}>
      <legend>{t("article.about")}</legend>
      <div class="fields">
        <label>
          {t("article_field.topic")}
          <select name="topic" value={written.topic} onChange={(event) => change({ topic: event.currentTarget.value })}>
            {topics.value.map((one) => (
              <option key={one.code} value={one.code} selected={one.code === written.topic}>
                {topicName(one.code)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("article.owner")}
          <select name="owner" value={owner.value ?? ""} onChange={(event) => (owner.value = event.currentTarget.value || null)}>
            <option value="">{t("article.nobody")}</option>
            {colleagues.value.map((one) => (
              <option key={one.id} value={one.id} selected={one.id === owner.value}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <Day field="valid_from" />
        <Day field="valid_until" />
        <Day field="checked" />
      </div>
    </fieldset>
  );
}

function Day({ field }: { field: "valid_from" | "valid_until" | "checked" }) {
  return (
    <label>
      {t(`article_field.${field}`)}
      <input
        name={field}
        type="date"
        value={draft.value?.[field] ?? ""}
        onInput={(event) => change({ [field]: event.currentTarget.value || null })}
      />
    </label>
  );
}
