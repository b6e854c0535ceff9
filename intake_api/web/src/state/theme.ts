import { signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const remembered = localStorage.getItem("theme") as Theme;
export const theme = signal<Theme>(THEMES.includes(remembered) ? remembered : "system");

export function chooseTheme(wanted: Theme): void {
  theme.value = wanted;
  localStorage.setItem("theme", wanted);
  paint();
}

/** ``data-theme`` on the root; without it the system decides. */
export function paint(): void {
  const root = document.documentElement;
  if (theme.peek() === "system") root.removeAttribute("data-theme");
  else root.dataset["theme"] = theme.peek();
}
