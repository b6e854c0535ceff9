import { t } from "../texts/texts";
import { Changes } from "./Changes";
import { compare } from "./compare";
import { draft, insist, overtaken, yieldToTheirs } from "./editing";

/** Somebody saved meanwhile: both are shown, and nothing is lost before a choice. */
export function Overtaken() {
  const ours = overtaken.value;
  const theirs = draft.value;
  if (!ours || !theirs) return null;
  return (
    <section class="overtaken" role="alert" aria-label={t("overtaken.title")}>
      <h2>{t("overtaken.title")}</h2>
      <p>{t("overtaken.text")}</p>
      <Changes of={compare(theirs, ours)} before={t("overtaken.theirs")} after={t("overtaken.ours")} />
      <div class="choices-line">
        <button type="button" class="primary" onClick={insist}>
          {t("overtaken.keep_ours")}
        </button>
        <button type="button" onClick={yieldToTheirs}>
          {t("overtaken.take_theirs")}
        </button>
      </div>
    </section>
  );
}
