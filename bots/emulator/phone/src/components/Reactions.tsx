// The reactions on a message: the bot's, and one's own.
import type { Entry } from "../api/control";
import type { Reaction } from "../api/telegram";
import { t } from "../words";

const shown = (reactions: Reaction[]): string => reactions.map((one) => one.emoji ?? "★").join(" ");

export function Reactions({ entry }: { entry: Entry }) {
  const bots = shown(entry.reaction);
  const own = shown(entry.own_reaction);
  if (!bots && !own) return null;
  return (
    <span class="reactions">
      {bots && (
        <span class="reaction" role="img" aria-label={t("message.reaction", { emoji: bots })}>
          {bots}
        </span>
      )}
      {own && (
        <span class="reaction own" role="img" aria-label={t("message.own-reaction", { emoji: own })}>
          {own}
        </span>
      )}
    </span>
  );
}
