import { HREF_OF_BOARD, isBoardPage } from "../state/board";
import { overdue } from "../state/calls";
import { now } from "../state/clock";
import { figures } from "../state/figures";
import { HREF_OF_INCIDENTS, isIncidentPage } from "../state/incidents";
import { mayEdit, mayWatch, seesFaqFigures, seesReports } from "../state/rights";
import { HREF_OF_FAQ, HREF_OF_FAQ_FIGURES, hrefOfAccount, hrefOfAdmin, hrefOfQueue, isAccountPage, isAdminPage, isFaqPage } from "../state/route";
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
  const atQueue = seesReports(user.value);
  return (
    <header class="top" data-alarm={overdue.value.length > 0 || undefined}>
      <Logo />
      {atQueue && <ConnectionState />}
      <AlarmMark />
      <span class="grow" />
      {atQueue && <ShiftButton />}
      <BoardLink />
      {atQueue && <IncidentsLink />}
      <FaqLink />
      <AdminLink />
      <WallClock />
      {atQueue && !isFaqPage.value && !isAccountPage.value && <KeysButton />}
      <ThemeSwitch />
      <LanguageSwitch />
      <AccountLink />
      <button type="button" class="plain" aria-label={t("sign_out")} title={t("sign_out")} onClick={() => void signOut()}>
        <Icon name="leave" />
      </button>
    </header>
  );
}

function KeysButton() {
  return (
    <button
      type="button"
      class="plain wide-only"
      aria-label={t("shortcuts.title")}
      title={t("shortcuts.title")}
      onClick={() => (isOverlayOpen.value = true)}
    >
      <Icon name="keys" />
    </button>
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

function BoardLink() {
  if (!mayWatch(user.value)) return null;
  const href = isBoardPage.value ? "/" : HREF_OF_BOARD;
  const text = t(isBoardPage.value ? "queue.title" : "board.link");
  return (
    <a class="plain" href={href} aria-label={text} title={text} onClick={(event) => follow(event, href)}>
      <Icon name={isBoardPage.value ? "back" : "chart"} />
    </a>
  );
}

function IncidentsLink() {
  const href = isIncidentPage.value ? "/" : HREF_OF_INCIDENTS;
  const text = t(isIncidentPage.value ? "queue.title" : "incidents.link");
  return (
    <a class="plain" href={href} aria-label={text} title={text} onClick={(event) => follow(event, href)}>
      <Icon name={isIncidentPage.value ? "back" : "link"} />
    </a>
  );
}

/** For those who write answers or weigh them; who does nothing else is there anyway. */
function FaqLink() {
  if (!seesFaqFigures(user.value) || !seesReports(user.value)) return null;
  const href = isFaqPage.value ? hrefOfQueue() : mayEdit(user.value) ? HREF_OF_FAQ : HREF_OF_FAQ_FIGURES;
  const text = t(isFaqPage.value ? "queue.title" : "faq.link");
  return (
    <a class="plain" href={href} aria-label={text} title={text} onClick={(event) => follow(event, href)}>
      <Icon name={isFaqPage.value ? "back" : "book"} />
    </a>
  );
}

function AccountLink() {
  const href = isAccountPage.value ? hrefOfQueue() : hrefOfAccount("password");
  const text = t(isAccountPage.value ? "queue.title" : "account.title");
  // What is seen is part of what is read out: who speaks to the page says what they see.
  const name = `${user.value?.position ?? ""}: ${text}`;
  return (
    <a class="plain who" href={href} aria-label={name} title={name} onClick={(event) => follow(event, href)}>
      <Icon name={isAccountPage.value ? "back" : "person"} /> <span class="wide-only">{user.value?.position}</span>
    </a>
  );
}

function WallClock() {
  return <time class="clock wide-only">{timeOfDay(now.value)}</time>;
}
