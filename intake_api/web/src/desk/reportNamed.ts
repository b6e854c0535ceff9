import { fetchPage } from "../api/reports";
import { go, hrefOfReport } from "../state/route";
import { t } from "../texts/texts";
import type { Command } from "./commands";

/** Enough of a number ("26-000123-X") to mean one report. */
const NUMBER = /^\s*(\d\d-\d{6}(-[0-9a-z])?)\s*$/i;

/** The way to the report whose number was typed, open or closed; null if there is none. */
export async function reportNamed(typed: string, signal: AbortSignal): Promise<Command | null> {
  const number = NUMBER.exec(typed)?.[1]?.toUpperCase();
  if (!number) return null;
  try {
    const { items } = await fetchPage(new URLSearchParams({ text: number }), null, signal);
    const found = items.find((row) => row.number.startsWith(number));
    if (!found) return null;
    return { id: found.id, words: [], label: t("palette.report", { number: found.number }), act: () => go(hrefOfReport(found.id)) };
  } catch {
    return null; // typed on, or the line is down: the commands are there all the same
  }
}
