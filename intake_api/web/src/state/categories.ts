import { signal } from "@preact/signals";

import { fetchCategories } from "../api/reports";
import { language, t } from "../texts/texts";
import type { Category, Labels } from "../types";

export const categories = signal<readonly Category[]>([]);

export async function loadCategories(): Promise<void> {
  categories.value = await fetchCategories();
}

/** The text in the reader's language; one in another is better than none. */
export const labelOf = (labels: Partial<Labels>): string =>
  labels[language.value] ?? labels.kk ?? Object.values(labels)[0] ?? "";

/** From the category down to the subcategory. */
export function categoryPath(code: string): string[] {
  const parent = categories.value.find((one) => one.code === code)?.parent;
  return parent ? [categoryName(parent), categoryName(code)] : [categoryName(code)];
}

/** The category's name; its code while the names are on their way. */
export function categoryName(code: string | null): string {
  if (code === null) return t("category.none");
  const found = categories.value.find((one) => one.code === code);
  return (found && labelOf(found.labels)) || code;
}
