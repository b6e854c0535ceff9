// Everything that can be done from here, as a list to search in.
import { keyedButtons, capOf } from "../state/keyed";
import { mayEdit, seesFaqFigures, seesReports } from "../state/rights";
import { go, GROUPS, HREF_OF_FAQ, HREF_OF_FAQ_FIGURES, hrefOfAdmin, hrefOfGroup, hrefOfQueue } from "../state/route";
import { chooseLanguage, signOut, user } from "../state/session";
import { isOverlayOpen, SHORTCUTS } from "../state/shortcuts";
import { isPanelOpen } from "../state/shift";
import { chooseTheme, THEMES } from "../state/theme";
import { LANGUAGES } from "../texts/texts";

export interface Command {
  id: string;
  /** Ids of its texts, read one after the other: "Theme · dark". */
  words: readonly string[];
  /** Instead of ``words``, for what has a name of its own. */
  label?: string;
  cap?: string;
  act: () => void;
}

/** Of the open case first. */
export function commandsNow(): Command[] {
  return [...ofButtons(), ...ofKeys(), ...ofPages(), ...ofDesk()];
}

function ofButtons(): Command[] {
  return keyedButtons().map((button) => {
    const { key = "", name = "" } = button.dataset;
    return { id: `button-${key}`, words: [name], cap: capOf(key), act: () => button.click() };
  });
}

function ofKeys(): Command[] {
  return SHORTCUTS.filter((one) => one.works()).map(({ code, cap, meaning, act }) => ({ id: code, words: [meaning], cap, act }));
}

function ofPages(): Command[] {
  const me = user.value;
  const pages: Command[] = [];
  const page = (id: string, words: readonly string[], href: () => string) => pages.push({ id, words, act: () => go(href()) });
  if (seesReports(me)) {
    page("queue", ["queue.title"], hrefOfQueue);
    for (const group of GROUPS) page(`group-${group}`, ["queue.title", `group.${group}`], () => hrefOfGroup(group));
  }
  if (mayEdit(me)) page("faq", ["faq.link"], () => HREF_OF_FAQ);
  else if (seesFaqFigures(me)) page("faq", ["faq.link"], () => HREF_OF_FAQ_FIGURES);
  if (me?.role === "admin") page("admin", ["admin.title"], () => hrefOfAdmin("categories"));
  return pages;
}

function ofDesk(): Command[] {
  return [
    ...(seesReports(user.value) ? [{ id: "shift", words: ["shift.title"], act: () => void (isPanelOpen.value = true) }] : []),
    { id: "keys", words: ["shortcuts.title"], cap: "?", act: () => void (isOverlayOpen.value = true) },
    ...THEMES.map((one) => ({ id: `theme-${one}`, words: [`theme.${one}`], act: () => chooseTheme(one) })),
    ...LANGUAGES.map((one) => ({ id: `language-${one}`, words: ["language.choose", `language.own.${one}`], act: () => void chooseLanguage(one) })),
    { id: "sign-out", words: ["sign_out"], act: () => void signOut() },
  ];
}
