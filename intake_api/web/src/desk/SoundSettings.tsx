import { askForNotices, permission } from "../live/notices";
import { blocked, muted, play, setVolume, type Sound, sounding, unlockSound, volume } from "../live/tones";
import { t } from "../texts/texts";

const SOUNDS: readonly Sound[] = ["sos", 1, 2, 3, 4];

/** How loud, and whether it is heard at all. */
export function SoundSettings() {
  /** A test is heard in this tab also when another one plays the alarm. */
  async function test(sound: Sound) {
    await unlockSound();
    play(sound);
  }

  return (
    <fieldset class="sound">
      <legend>{t("sound.title")}</legend>
      {blocked.value && (
        <p class="problem" role="alert">
          {t("sound.blocked")}
        </p>
      )}
      <label class="volume">
        {t("sound.volume")}
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={volume.value}
          onInput={(event) => setVolume(Number(event.currentTarget.value))}
        />
        <output>{volume.value} %</output>
      </label>
      <label>
        <input type="checkbox" checked={muted.value} onChange={(event) => (muted.value = event.currentTarget.checked)} />{" "}
        {t("sound.mute")}
      </label>
      <div class="choices-line" role="group" aria-label={t("sound.test")}>
        {SOUNDS.map((sound) => (
          <button key={sound} type="button" aria-pressed={sounding.value === sound} onClick={() => void test(sound)}>
            {sound === "sos" ? t("kind.sos") : t("sound.priority", { n: sound })}
          </button>
        ))}
      </div>
      <p class="quiet">{t(`notice.${permission.value}`)}</p>
      {permission.value === "default" && (
        <button type="button" onClick={() => void askForNotices()}>
          {t("notice.ask")}
        </button>
      )}
    </fieldset>
  );
}
