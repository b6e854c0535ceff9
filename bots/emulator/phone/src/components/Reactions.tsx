// The bot's reaction on a message.
import type { Reaction } from "../api/telegram";
import { t } from "../words";

export function Reactions({ reactions }: { reactions: Reaction[] }) {
  if (!reactions.length) return null;
  const emoji = reactions.map((one) => one.emoji ?? "★").join(" ");
  return (
    <span class="reaction" role="img" aria-label={t("message.reaction", { emoji })}>
      {emoji}
    </span>
  );
}
