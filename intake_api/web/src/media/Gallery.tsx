import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

import { pictureOf } from "../api/media";
import { downloadOf } from "../api/reports";
import { Copyable } from "../components/Copyable";
import { Dialog } from "../components/Dialog";
import { Icon } from "../components/Icon";
import { photos, turn, viewed } from "../state/viewer";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import type { Attachment } from "../types";
import { Camera } from "./Camera";
import { Cover } from "./Cover";
import { Picture } from "./Picture";
import { Tools } from "./Tools";
import { pulled, turned, type View, WHOLE, zoomed } from "./view";

const NEARER = 1.5;
const PULL_PX = 60;

/** The photos of a case, one at a time over the whole screen. */
export function Gallery({ id }: { id: string }) {
  const at = photos.value.findIndex((photo) => photo.id === id);
  const file = photos.value[at];
  if (!file) return null;
  return (
    <Dialog title={t("photo.of", { n: at + 1, all: photos.value.length })} onClose={() => (viewed.value = null)}>
      <Shown key={file.id} file={file} at={at} />
    </Dialog>
  );
}

function Shown({ file, at }: { file: Attachment; at: number }) {
  const view = useSignal<View>(WHOLE);
  const covering = useSignal(false);

  // Before the next key can come: an effect after the paint would miss it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (covering.peek() || isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const following = viewAfter(event, view.peek());
      if (following) view.value = following;
      else if (event.code === "ArrowLeft") turn(-1);
      else if (event.code === "ArrowRight") turn(1);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  if (covering.value) return <Cover file={file} onDone={() => (covering.value = false)} />;
  return (
    <>
      <Picture src={pictureOf(file)} alt={t("photo.of", { n: at + 1, all: photos.value.length })} view={view} />
      <Tools view={view} at={at} onCover={file.redacted_from ? null : () => (covering.value = true)} />
      <About file={file} />
    </>
  );
}

/** What is under the picture: whose it is, its hash, its bytes, and what the camera wrote. */
function About({ file }: { file: Attachment }) {
  return (
    <div class="viewer-about">
      {file.redacted_from && (
        <p>
          <b>{t("attachment.copy")}</b> <bdi>{file.made_by}</bdi> {file.made_at && fullTime(file.made_at)}
        </p>
      )}
      <p class="hash">
        {"SHA-256"} <Copyable text={file.sha256 ?? ""} label={t("attachment.copy_hash")} />
      </p>
      <a class="button" href={downloadOf(file.id)} download={file.name ?? ""}>
        <Icon name="download" /> {t(file.redacted_from ? "attachment.download_copy" : "attachment.download")}
      </a>
      {!file.redacted_from && file.kind === "document" && <Camera file={file} />}
    </div>
  );
}

/** Arrows pull a picture that is near, and leaf through whole ones: null for those. */
function viewAfter({ code, shiftKey }: KeyboardEvent, view: View): View | null {
  switch (code) {
    case "Equal":
    case "NumpadAdd":
      return zoomed(view, NEARER);
    case "Minus":
    case "NumpadSubtract":
      return zoomed(view, 1 / NEARER);
    case "Digit0":
    case "Numpad0":
      return WHOLE;
    case "KeyR":
      return turned(view, shiftKey ? -1 : 1);
  }
  if (view.zoom === 1) return null;
  if (code === "ArrowLeft") return pulled(view, PULL_PX, 0);
  if (code === "ArrowRight") return pulled(view, -PULL_PX, 0);
  if (code === "ArrowUp") return pulled(view, 0, PULL_PX);
  if (code === "ArrowDown") return pulled(view, 0, -PULL_PX);
  return null;
}

const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches("input, textarea, select");
