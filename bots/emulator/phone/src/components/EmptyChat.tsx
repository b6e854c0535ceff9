// A chat in which nobody has said anything yet: what the bot is, in its own words.
import { t } from "../words";
import { Avatar } from "./Avatar";
import { useChat } from "./chat-context";

export function EmptyChat() {
  const chat = useChat();
  const bot = chat.profile.value;
  return (
    <section class="empty-chat" data-testid="empty-chat">
      <Avatar name={bot.name} seed={bot.id} />
      <h2>{t("empty.title", { bot: bot.name })}</h2>
      <p>{bot.description || t("empty.no-description")}</p>
    </section>
  );
}
