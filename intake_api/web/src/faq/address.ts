// Which of the FAQ's pages the address bar names.
import { computed } from "@preact/signals";

import { HREF_OF_FAQ, isFaqPage, pathname } from "../state/route";

export const FAQ_PAGES = ["articles", "work-list", "figures", "settings"] as const;
export type FaqPage = (typeof FAQ_PAGES)[number];

/** Empty on any other page: who may see no other is shown the list there. */
const rest = computed(() => (isFaqPage.value ? pathname.value.slice(HREF_OF_FAQ.length + 1) : ""));

export const page = computed<FaqPage>(() => (isPage(rest.value) ? rest.value : "articles"));

/** The open article's id. A page's name is no id: the form for new articles refuses those. */
export const articleId = computed(() => (rest.value && !isPage(rest.value) ? decodeURIComponent(rest.value) : null));

export const isPage = (name: string): name is FaqPage => FAQ_PAGES.includes(name as FaqPage);

export const hrefOfPage = (one: FaqPage): string => (one === "articles" ? HREF_OF_FAQ : `${HREF_OF_FAQ}/${one}`);

export const hrefOfArticle = (id: string): string => `${HREF_OF_FAQ}/${encodeURIComponent(id)}`;
