import { t } from "../texts/texts";
import { chooseAll, chooseUsual, chosen, COLUMNS, type Column, IDENTIFYING, toggle } from "./columns";

/** What the file tells of each report; names only to those who may have them, and with what for. */
export function ColumnChoice({ mayName }: { mayName: boolean }) {
  const named = IDENTIFYING.some((one) => chosen.value.has(one));
  return (
    <>
      <fieldset class="columns">
        <legend>{t("export.columns")}</legend>
        <p class="links">
          <button type="button" class="link" onClick={chooseUsual}>
            {t("export.usual")}
          </button>
          <button type="button" class="link" onClick={chooseAll}>
            {t("export.all")}
          </button>
        </p>
        <div class="checks">{COLUMNS.map(Check)}</div>
      </fieldset>
      {mayName && (
        <fieldset class="columns">
          <legend>{t("export.who")}</legend>
          <p class="quiet">{t("export.who_explained")}</p>
          <div class="checks">{IDENTIFYING.map(Check)}</div>
          {named && (
            <label>
              {t("export.purpose")}
              <input name="purpose" required pattern=".*\S.*" maxLength={200} autocomplete="off" />
            </label>
          )}
        </fieldset>
      )}
    </>
  );
}

function Check(column: Column) {
  return (
    <label key={column}>
      <input type="checkbox" name="column" value={column} checked={chosen.value.has(column)} onChange={() => toggle(column)} />
      {t(`column.${column}`)}
    </label>
  );
}
