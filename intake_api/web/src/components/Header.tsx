import { overdue } from "../state/alarm";
import { now } from "../state/clock";
import { figures } from "../state/figures";
import { hrefOfAdmin, hrefOfQueue, isAdminPage } from "../state/route";
import { signOut, user } from "../state/session";
import { isOverlayOpen } from "../state/shortcuts";
import { timeOfDay } from "../texts/format";
import { t } from "../texts/texts";
import { ConnectionState } from "./ConnectionState";
import { Icon } from "./Icon";
import { LanguageSwitch } from "./LanguageSwitch";
import { Logo } from "./Logo";
import { follow } from "./ReportLink";
import { ShiftButton } from "./ShiftButton";
import { ThemeSwitch } from "./ThemeSwitch";

export function Header() {
  return (
    <header class="top" data-alarm={overdue.value.length > 0 || undefined}>
      <Logo />
      <ConnectionState />
      <AlarmMark />
      <span class="grow" />
      <ShiftButton />
      <AdminLink />
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

/** How many SOS nobody opens, also where no banner is read any more. */
function AlarmMark() {
  const n = Math.max(overdue.value.length, figures.value?.alarms ?? 0);
  if (n === 0) return null;
  const text = t("alarm.overdue", { n });
  return (
    <span class="alarm-mark" role="img" aria-label={text} title={text}>
      <Icon name="bell" size={14} /> {n}
    </span>
  );
}

function AdminLink() {
  if (user.value?.role !== "admin") return null;
  const href = isAdminPage.value ? hrefOfQueue() : hrefOfAdmin("categories");
  const text = t(isAdminPage.value ? "queue.title" : "admin.title");
  return (
    <a class="plain" href={href} aria-label={text} title={text} onClick={(event) => follow(event, href)}>
      <Icon name={isAdminPage.value ? "back" : "settings"} />
    </a>
  );
}

function WallClock() {
  return <time class="clock wide-only">{timeOfDay(now.value)}</time>;
}
