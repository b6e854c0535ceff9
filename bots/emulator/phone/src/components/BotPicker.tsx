// Which bot the phones talk with, when there are several.
import type { Bot } from "../api/control";
import { botName, bots } from "../state/phones";
import { t } from "../words";

export function BotPicker({ chosen }: { chosen: Bot }) {
  return (
    <select
      class="field bot-picker"
      aria-label={t("page.bot")}
      value={chosen.username}
      onChange={(event) => (botName.value = event.currentTarget.value)}
    >
      {bots.value.map((bot) => (
        <option key={bot.id} value={bot.username}>
          {bot.name}
        </option>
      ))}
    </select>
  );
}
