import { signal } from "@preact/signals";

import { fetchCategories } from "../api/reports";
import { language, t } from "../texts/texts";
import type { Category } from "../types";

export const categories = signal<readonly Category[]>([]);

export async function loadCategories(): Promise<void> {
  categories.value = await fetchCategories();
}

/** The category's name; its code while the names are on their way. */
export function categoryName(code: string | null): string {
  if (code === null) return t("category.none");
  return categories.value.find((one) => one.code === code)?.labels[language.value] ?? code;
}
