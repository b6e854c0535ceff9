// What each condition of a list is called.
import { categoryName } from "../state/categories";
import { positionOf } from "../state/colleagues";
import type { Condition } from "../state/route";
import { dayAndTime, duration } from "../texts/format";
import { t } from "../texts/texts";

export function conditionName({ name, value }: Condition): string {
  switch (name) {
    case "category":
      return categoryName(value);
    case "owner":
      return value === "me" || value === "none" ? t(`owner.${value}`) : t("owner.is", { name: positionOf(value) ?? value });
    case "tag":
      return `#${value}`;
    case "age_over_s":
      return t("limit.age_over_s", { time: duration(Number(value)) });
    case "received_from":
    case "received_to":
      return t(`limit.${name}`, { time: dayAndTime(value) });
    case "unread":
    case "has_place":
      return t(`limit.${name}.${value}`);
    case "bounds":
    case "incident":
      return t(`limit.${name}`);
    case "text":
      return t("limit.text", { text: value });
    default:
      return t(`${name}.${value}`);
  }
}
