import { now } from "../state/clock";
import { signOut, user } from "../state/session";
import { isOverlayOpen } from "../state/shortcuts";
import { timeOfDay } from "../texts/format";
import { t } from "../texts/texts";
import { ConnectionState } from "./ConnectionState";
import { Icon } from "./Icon";
import { LanguageSwitch } from "./LanguageSwitch";
import { Logo } from "./Logo";
import { ShiftButton } from "./ShiftButton";
import { ThemeSwitch } from "./ThemeSwitch";

export function Header() {
  return (
    <header class="top">
      <Logo />
      <ConnectionState />
      <span class="grow" />
      <ShiftButton />
      <WallClock />
      <button
        type="button"
        class="plain wide-only"
        aria-label={t("shortcuts.title")}
        title={t("shortcuts.title")}
        onClick={() => (isOverlayOpen.value = true)}
      >
        <Icon name="keys" />
      </button>
      <ThemeSwitch />
      <LanguageSwitch />
      <span class="who wide-only" title={user.value?.name ?? ""}>
        <Icon name="person" /> {user.value?.position}
      </span>
      <button type="button" class="plain" aria-label={t("sign_out")} title={t("sign_out")} onClick={() => void signOut()}>
        <Icon name="leave" />
      </button>
    </header>
  );
}

function WallClock() {
  return <time class="clock wide-only">{timeOfDay(now.value)}</time>;
}
