// What the bot offers for the words typed after its name; a tap sends one.
import { choose } from "../state/inline";
import { t } from "../words";
import { useChat } from "./chat-context";

export function InlineResults() {
  const chat = useChat();
  const answer = chat.inline.value;
  if (!answer) return null;
  if (!answer.results.length) return <p class="commands nothing-found">{t("inline.nothing")}</p>;
  return (
    <ul class="commands" aria-label={t("inline.results")}>
      {answer.results.map((result) => (
        <li key={result.id}>
          <button type="button" onClick={() => void choose(chat, answer.queryId, result.id)}>
            <b>{result.title ?? result.type}</b>
            {result.description && <span>{result.description}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
