// Light or dark: the system's wish until somebody chooses, then theirs, remembered by the browser.
import { signal } from "@preact/signals";

export type Theme = "light" | "dark";

const KEY = "phone.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const chosen = (): Theme | null => {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : null;
};

export const theme = signal<Theme>("light");

function show(next: Theme): void {
  theme.value = next;
  document.documentElement.dataset["theme"] = next;
}

export function startTheme(asked: string | null): void {
  const wish = asked === "light" || asked === "dark" ? asked : chosen();
  show(wish ?? (system.matches ? "dark" : "light"));
  system.addEventListener("change", () => {
    if (!wish && !chosen()) show(system.matches ? "dark" : "light");
  });
}

export function switchTheme(): void {
  const next = theme.value === "dark" ? "light" : "dark";
  localStorage.setItem(KEY, next);
  show(next);
}
