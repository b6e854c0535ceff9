// What administrators decide, and everybody's own account: a menu of sections beside the one looked at.
import type { ComponentType } from "preact";

import { AdminAnnouncements } from "../components/AdminAnnouncements";
import { AdminPlaces } from "../components/AdminPlaces";
import { follow } from "../components/ReportLink";
import { adminSection, hrefOfAccount, hrefOfAdmin } from "../state/route";
import { user } from "../state/session";
import { loadStyle } from "../styles/load";
import { addTexts, t } from "../texts/texts";
import type { Language } from "../types";
import { AuditLog } from "./AuditLog";
import { BotKeys } from "./BotKeys";
import { Categories } from "./Categories";
import { MySessions, AllSessions } from "./Sessions";
import { MyTokens, AllTokens } from "./Tokens";
import { MapForm } from "./MapForm";
import { PasswordForm } from "./PasswordForm";
import { RetentionForm } from "./RetentionForm";
import { SecondFactor } from "./SecondFactor";
import { Staff } from "./Staff";
import { TargetsForm } from "./TargetsForm";
import { Templates } from "./Templates";

export { DebtPage } from "./DebtPage";

declare const __ADMIN_TEXTS__: Record<Language, string>;
declare const __ADMIN_STYLE__: string;

type Sections = Readonly<Record<string, ComponentType>>;

/** In the order of the menu. */
const OF_CENTRE: Sections = {
  staff: Staff,
  sessions: AllSessions,
  tokens: AllTokens,
  bot_keys: BotKeys,
  categories: Categories,
  places: AdminPlaces,
  announcements: AdminAnnouncements,
  templates: Templates,
  map: MapForm,
  targets: TargetsForm,
  retention: RetentionForm,
  audit: AuditLog,
};
const OF_ACCOUNT: Sections = {
  password: () => <PasswordForm />,
  second_factor: () => <SecondFactor />,
  my_sessions: MySessions,
  my_tokens: MyTokens,
};

/** Texts and styles; without the texts nothing is shown. */
export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__ADMIN_TEXTS__), loadStyle(__ADMIN_STYLE__)]);
}

export function AdminFrame() {
  if (user.value?.role !== "admin") return <p class="empty">{t("problem.forbidden")}</p>;
  return <Frame title={t("admin.title")} sections={OF_CENTRE} hrefOf={hrefOfAdmin} first="categories" />;
}

export function AccountFrame() {
  return <Frame title={t("account.title")} sections={OF_ACCOUNT} hrefOf={hrefOfAccount} first="password" />;
}

interface Props {
  title: string;
  sections: Sections;
  hrefOf: (section: string) => string;
  /** What is shown where the address names none. */
  first: string;
}

function Frame({ title, sections, hrefOf, first }: Props) {
  const chosen = adminSection.value in sections ? adminSection.value : first;
  const Section = sections[chosen];
  return (
    <main class="admin scroll">
      <h1>{title}</h1>
      <div class="admin-frame">
        <nav class="admin-menu" aria-label={t("admin.sections")}>
          {Object.keys(sections).map((one) => (
            <a key={one} href={hrefOf(one)} aria-current={one === chosen ? "page" : undefined} onClick={(event) => follow(event, hrefOf(one))}>
              {t(`admin.${one}`)}
            </a>
          ))}
        </nav>
        <div class="admin-section">{Section && <Section key={chosen} />}</div>
      </div>
    </main>
  );
}
