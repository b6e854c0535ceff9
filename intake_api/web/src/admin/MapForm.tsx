import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { Refusal } from "../api/http";
import { useAttempt } from "../components/useAttempt";
import { known, t } from "../texts/texts";
import { chooseMap, fetchMapChoice, tryMap } from "./api";
import { MapPreview } from "./MapPreview";
import { Problem } from "./Problem";
import type { MapChosen, MapWish } from "./types";

const KINDS: readonly MapWish["kind"][] = ["offline", "style", "raster", "pmtiles"];
const OFFLINE: MapWish = { kind: "offline", url: "", file: "", attribution: "" };

interface Fault {
  field: string;
  text: string;
}

/** Which map everybody sees. Another one is looked at here first. */
export function MapForm() {
  const choice = useSignal<MapChosen | null>(null);
  const fault = useSignal<Fault | null>(null);
  const { busy, problem, attempt } = useAttempt();
  useEffect(() => void attempt(async () => void (choice.value = await fetchMapChoice())), []);

  /** A page's policy is the one it was opened with: what is drawn from elsewhere needs it anew. */
  const change = (act: () => Promise<MapChosen>) =>
    void attempt(async () => {
      fault.value = null;
      try {
        await act();
        location.reload();
      } catch (error) {
        fault.value = faultOf(error);
        if (fault.value === null) throw error;
      }
    });

  const now = choice.value;
  return (
    <section aria-label={t("admin.map")}>
      <p class="quiet">{t("map_source.hint")}</p>
      <Problem text={problem.value} />
      {now && (
        <>
          <Now choice={now} />
          <MapPreview source={now.trial?.shown ?? now.shown} />
          <WishForm
            before={now.trial?.wish ?? now.source ?? OFFLINE}
            files={now.files}
            fault={fault.value}
            busy={busy.value}
            onTry={(wish) => change(() => tryMap(wish, now.version))}
            onChoose={(wish) => change(() => chooseMap(wish, now.version))}
          />
          <div class="dialog-foot">
            {now.trial && (
              <button type="button" disabled={busy.value} onClick={() => change(() => tryMap(null, now.version))}>
                {t("map_source.end_trial")}
              </button>
            )}
            {now.source && (
              <button type="button" disabled={busy.value} onClick={() => change(() => chooseMap(null, now.version))}>
                {t("map_source.default")}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function Now({ choice }: { choice: MapChosen }) {
  const kind = t(`map_kind.${choice.shown.kind}`);
  return (
    <>
      <p>
        {t(choice.source ? "map_source.now" : "map_source.now_default", { kind })} <bdi class="quiet">{choice.shown.url}</bdi>
      </p>
      {choice.trial && <p role="status">{t("map_source.trial", { kind: t(`map_kind.${choice.trial.wish.kind}`) })}</p>}
    </>
  );
}

interface WishProps {
  before: MapWish;
  files: readonly string[];
  fault: Fault | null;
  busy: boolean;
  onTry: (wish: MapWish) => void;
  onChoose: (wish: MapWish) => void;
}

function WishForm({ before, files, fault, busy, onTry, onChoose }: WishProps) {
  const kind = useSignal(before.kind);
  const isOutside = kind.value === "style" || kind.value === "raster";

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const wish = wishOf(new FormData(event.currentTarget as HTMLFormElement), kind.peek());
    const asked = (event.submitter as HTMLButtonElement | null)?.value === "try" ? onTry : onChoose;
    asked(wish);
  }

  return (
    <form class="sheet map-wish" onSubmit={submit} noValidate>
      <fieldset>
        <legend>{t("map_source.kind")}</legend>
        {KINDS.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name="kind" value={one} checked={kind.value === one} onChange={() => (kind.value = one)} />
            {t(`map_kind.${one}`)}
          </label>
        ))}
      </fieldset>
      {/* Hidden, not taken away: what was written there is there again after a look at another kind. */}
      <label hidden={!isOutside}>
        {t(kind.value === "style" ? "map_source.style_url" : "map_source.raster_url")}
        <input name="url" type="url" maxLength={2000} spellcheck={false} defaultValue={before.url} {...marked("url", fault)} />
        <FieldFault name="url" fault={fault} />
      </label>
      <label hidden={kind.value !== "pmtiles"}>
        {t("map_source.file")}
        <select name="file" disabled={files.length === 0} {...marked("file", fault)}>
          {files.map((one) => (
            <option key={one} value={one} selected={one === before.file}>
              {one}
            </option>
          ))}
        </select>
        {files.length === 0 && <span class="quiet">{t("map_source.no_files")}</span>}
        <FieldFault name="file" fault={fault} />
      </label>
      <label hidden={kind.value === "offline"}>
        {t("map_source.attribution")}
        <input name="attribution" maxLength={300} defaultValue={before.attribution} {...marked("attribution", fault)} />
        <FieldFault name="attribution" fault={fault} />
      </label>
      <div class="dialog-foot">
        <button type="submit" value="try" disabled={busy}>
          {t("map_source.try")}
        </button>
        <button type="submit" value="choose" class="primary" disabled={busy}>
          {t("map_source.choose")}
        </button>
      </div>
    </form>
  );
}

const marked = (name: string, fault: Fault | null) =>
  fault?.field === name ? { "aria-invalid": true, "aria-describedby": `map-fault-${name}` } : {};

function FieldFault({ name, fault }: { name: string; fault: Fault | null }) {
  if (fault?.field !== name) return null;
  return (
    <span class="problem" role="alert" id={`map-fault-${name}`}>
      {fault.text}
    </span>
  );
}

/** Only what this kind of map needs. */
function wishOf(form: FormData, kind: MapWish["kind"]): MapWish {
  const said = (name: string) => String(form.get(name) ?? "").trim();
  const isOutside = kind === "style" || kind === "raster";
  return {
    kind,
    url: isOutside ? said("url") : "",
    file: kind === "pmtiles" ? said("file") : "",
    attribution: kind === "offline" ? "" : said("attribution"),
  };
}

function faultOf(error: unknown): Fault | null {
  if (!(error instanceof Refusal) || error.code !== "map_unfit") return null;
  const { field, fault } = error.errors[0] as { field: string; fault: string };
  return { field, text: known(`map_fault.${fault}`, "problem.map_unfit") };
}
