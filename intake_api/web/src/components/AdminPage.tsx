import { ADMIN_SECTIONS, adminSection, hrefOfAdmin } from "../state/route";
import { user } from "../state/session";
import { t } from "../texts/texts";
import { AdminAnnouncements } from "./AdminAnnouncements";
import { AdminCategories } from "./AdminCategories";
import { AdminPlaces } from "./AdminPlaces";
import { follow } from "./ReportLink";

const SECTIONS = { categories: AdminCategories, places: AdminPlaces, announcements: AdminAnnouncements };

/** What a centre tells its bots: categories, QR places, words to everybody. */
export function AdminPage() {
  if (user.value?.role !== "admin") return <p class="empty">{t("problem.forbidden")}</p>;
  const Section = SECTIONS[adminSection.value];
  return (
    <main class="admin scroll">
      <h1>{t("admin.title")}</h1>
      <nav class="groups" aria-label={t("admin.sections")}>
        {ADMIN_SECTIONS.map((one) => (
          <a
            key={one}
            href={hrefOfAdmin(one)}
            aria-current={adminSection.value === one ? "page" : undefined}
            onClick={(event) => follow(event, hrefOfAdmin(one))}
          >
            {t(`admin.${one}`)}
          </a>
        ))}
      </nav>
      <Section />
    </main>
  );
}
