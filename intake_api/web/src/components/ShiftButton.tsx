import { blocked, muted, sounding } from "../live/tones";
import { sound } from "../state/alarm";
import { calling, silence } from "../state/calls";
import { isDeaf, isOnShift, isPanelOpen, startShift, unread } from "../state/shift";
import { keyed } from "../state/keyed";
import { t } from "../texts/texts";
import { Cap } from "./Cap";
import { Icon } from "./Icon";
import { useAttempt } from "./useAttempt";

/** Browsers stay silent until a click: this is that click. What keeps the alarm from being heard is always in sight. */
export function ShiftButton() {
  return (
    <>
      <SilenceButton />
      {isOnShift.value && !isDeaf.value ? <PanelButton /> : <StartButton />}
    </>
  );
}

function StartButton() {
  const { busy, problem, attempt } = useAttempt();
  return (
    <>
      {problem.value && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
      <button
        type="button"
        class={isDeaf.value ? "alarm-off" : "primary"}
        data-shift="off"
        title={t("shift.why")}
        disabled={busy}
        onClick={() => void attempt(startShift)}
      >
        <Icon name="bell" /> {t(isDeaf.value ? "shift.unlock" : "shift.start")}
      </button>
    </>
  );
}

/** How it stands with the sound; the worst of it in words. */
function stateOfSound(): "blocked" | "muted" | "playing" | "elsewhere" {
  if (muted.value) return "muted";
  if (blocked.value && sound.value === "playing") return "blocked";
  return sound.value === "elsewhere" ? "elsewhere" : "playing";
}

const WORDS = { blocked: "shift.blocked", muted: "shift.muted", playing: "shift.on", elsewhere: "shift.elsewhere" };

function PanelButton() {
  const state = stateOfSound();
  const text = t(WORDS[state]);
  const isHeard = state === "playing" || state === "elsewhere";
  return (
    <button
      type="button"
      class="shift"
      data-shift={state}
      data-sounding={sounding.value ?? undefined}
      title={text}
      aria-label={text}
      aria-haspopup="dialog"
      onClick={() => (isPanelOpen.value = true)}
    >
      <Icon name={isHeard ? "bell" : "bell_off"} /> <span class={isHeard ? "wide-only" : ""}>{text}</span>
      {unread.value.length > 0 && <span class="count">{unread.value.length}</span>}
    </button>
  );
}

/** What was heard is still on the screen: this only ends the noise. */
function SilenceButton() {
  if (calling.value.length === 0 || sound.value === "off") return null;
  return (
    <button type="button" class="silence" {...keyed("KeyS", "alarm.silence")} onClick={silence}>
      {t("alarm.silence")} <Cap code="KeyS" />
    </button>
  );
}
