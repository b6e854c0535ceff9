import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { contentOf, downloadOf } from "../api/reports";
import { photos, turn, viewed } from "../state/viewer";
import { t } from "../texts/texts";
import { Dialog } from "./Dialog";
import { Icon, type IconName } from "./Icon";

const CLOSEST = 8;

export function Viewer() {
  if (viewed.value === null) return null;
  return <Open id={viewed.value} />;
}

function Open({ id }: { id: string }) {
  const zoom = useSignal(1);
  const at = photos.value.findIndex((photo) => photo.id === id);
  const zoomBy = (factor: number) => (zoom.value = Math.min(CLOSEST, Math.max(1, zoom.value * factor)));

  useEffect(() => {
    zoom.value = 1;
  }, [id]);

  useEffect(() => {
    const keys: Record<string, () => void> = {
      ArrowLeft: () => turn(-1),
      ArrowRight: () => turn(1),
      Equal: () => zoomBy(1.5),
      NumpadAdd: () => zoomBy(1.5),
      Minus: () => zoomBy(1 / 1.5),
      NumpadSubtract: () => zoomBy(1 / 1.5),
      Digit0: () => zoomBy(0),
    };
    const onKey = (event: KeyboardEvent) => keys[event.code]?.();
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <Dialog title={t("photo.of", { n: at + 1, all: photos.value.length })} onClose={() => (viewed.value = null)}>
      <div class="viewer" onWheel={(event) => zoomBy(event.deltaY < 0 ? 1.15 : 1 / 1.15)}>
        <img
          src={contentOf(id)}
          alt={t("photo.of", { n: at + 1, all: photos.value.length })}
          data-whole={zoom.value === 1 || undefined}
          style={{ width: zoom.value === 1 ? "" : `${zoom.value * 100}%` }}
          onDblClick={() => zoomBy(zoom.value > 1 ? 0 : 2)}
        />
      </div>
      <div class="viewer-tools">
        <Tool icon="left" text={t("photo.previous")} disabled={at <= 0} press={() => turn(-1)} />
        <Tool icon="right" text={t("photo.next")} disabled={at >= photos.value.length - 1} press={() => turn(1)} />
        <button type="button" aria-label={t("zoom.in")} onClick={() => zoomBy(1.5)}>
          +
        </button>
        <button type="button" aria-label={t("zoom.out")} onClick={() => zoomBy(1 / 1.5)}>
          −
        </button>
        <span class="grow" />
        <a class="button" href={downloadOf(id)} download="">
          <Icon name="download" /> {t("attachment.download")}
        </a>
      </div>
    </Dialog>
  );
}

function Tool({ icon, text, disabled, press }: { icon: IconName; text: string; disabled: boolean; press: () => void }) {
  return (
    <button type="button" aria-label={text} title={text} disabled={disabled} onClick={press}>
      <Icon name={icon} />
    </button>
  );
}
