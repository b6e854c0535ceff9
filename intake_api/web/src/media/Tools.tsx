import type { Signal } from "@preact/signals";

import { Icon, type IconName } from "../components/Icon";
import { photos, turn } from "../state/viewer";
import { t } from "../texts/texts";
import { turned, type View, WHOLE, zoomed } from "./view";

interface Props {
  view: Signal<View>;
  at: number;
  /** Null where there is nothing to cover: a copy. */
  onCover: (() => void) | null;
}

const NEARER = 1.5;

export function Tools({ view, at, onCover }: Props) {
  const change = (following: View) => (view.value = following);
  return (
    <div class="viewer-tools" role="toolbar" aria-label={t("gallery.tools")}>
      <Tool icon="left" text={t("photo.previous")} cap="←" disabled={at <= 0} press={() => turn(-1)} />
      <Tool icon="right" text={t("photo.next")} cap="→" disabled={at >= photos.value.length - 1} press={() => turn(1)} />
      <Tool sign="+" text={t("zoom.in")} cap="+" press={() => change(zoomed(view.value, NEARER))} />
      <Tool sign="−" text={t("zoom.out")} cap="−" press={() => change(zoomed(view.value, 1 / NEARER))} />
      <Tool sign="1:1" text={t("gallery.whole")} cap="0" press={() => change(WHOLE)} />
      <Tool sign="↻" text={t("gallery.turn")} cap="R" press={() => change(turned(view.value, 1))} />
      <span class="grow" />
      {onCover && (
        <button type="button" onClick={onCover}>
          <Icon name="mask" /> {t("cover.begin")}
        </button>
      )}
    </div>
  );
}

interface ToolProps {
  icon?: IconName;
  sign?: string;
  text: string;
  cap: string;
  disabled?: boolean;
  press: () => void;
}

function Tool({ icon, sign, text, cap, disabled = false, press }: ToolProps) {
  return (
    <button type="button" aria-label={text} title={`${text} (${cap})`} disabled={disabled} onClick={press}>
      {icon ? <Icon name={icon} /> : <span aria-hidden="true">{sign}</span>}
    </button>
  );
}
