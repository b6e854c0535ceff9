// Shares and days as people read them.
import { t } from "../texts/texts";
import type { Share } from "./types";

const hundredths = (share: number): number => Math.round(share * 100);

export const percent = (share: number): string => t("share.percent", { n: hundredths(share) });

/** "31 % (24-39), n = 142". */
export const interval = ({ value, low, high }: Share, n: number): string =>
  t("share.interval", { share: hundredths(value), low: hundredths(low), high: hundredths(high), count: n });

/** "20 November 2026": lists speak of other years, too. */
export function dayWithYear(at: string): string {
  const date = new Date(at);
  return t("list.day", { day: date.getDate(), month: t(`month.${date.getMonth() + 1}`), year: date.getFullYear() });
}
