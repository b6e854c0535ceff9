import { LANGUAGES, language } from "../texts/texts";
import type { Content } from "./types";

/** The article's title in the reader's language, or the nearest there is; its id when it has none yet. */
export function titleOf(content: Content): string {
  const order = [language.value, ...LANGUAGES];
  return order.map((one) => content.translations[one]?.title).find(Boolean) ?? content.id;
}
