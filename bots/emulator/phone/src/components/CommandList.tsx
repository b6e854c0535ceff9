// The bot's commands, all of them or those that begin like what is being typed.
import type { Command } from "../api/telegram";
import { t } from "../words";

export const matchingCommands = (commands: Command[], typed: string): Command[] =>
  /^\/\w*$/.test(typed) ? commands.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase())) : [];

export function CommandList({ commands, onChoose }: { commands: Command[]; onChoose: (text: string) => void }) {
  return (
    <ul class="commands" aria-label={t("composer.commands")}>
      {commands.map(({ command, description }) => (
        <li key={command}>
          <button type="button" onClick={() => onChoose(`/${command}`)}>
            <b>/{command}</b>
            <span>{description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
