// Kinds of messages that people send and that a bot must survive: one tap each.
import type { Deed, Envelope } from "../api/control";
import { perform } from "../state/deeds";
import { type WordId, t } from "../words";
import { useChat } from "./chat-context";
import { Sheet } from "./Sheet";

type Sample = readonly [WordId, () => Deed & Envelope];

const forwarded = (forward: NonNullable<Envelope["forward"]>) => () => ({ text: t("more.forward-text"), forward });

const SAMPLES: readonly Sample[] = [
  ["more.big-video", () => ({ big_file: { kind: "video" } })],
  ["more.big-document", () => ({ big_file: { kind: "document" } })],
  ["more.forward-user", forwarded("user")],
  ["more.forward-hidden", forwarded("hidden_user")],
  ["more.forward-chat", forwarded("chat")],
  ["more.forward-channel", forwarded("channel")],
  ["more.foreign-contact", () => ({ contact: "foreign", forward: "user" })],
  ["kind.sticker", () => ({ sticker: { emoji: "👍" } })],
  ["kind.poll", () => ({ poll: { question: t("more.poll-question"), options: [t("more.poll-yes"), t("more.poll-no")] } })],
  ["more.dice", () => ({ dice: { emoji: "🎲" } })],
  ["more.unknown", () => ({ content: { hologram: { size: 1 } } })],
];

export function MoreSheet({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const send = (deed: Deed & Envelope) => {
    onClose();
    void perform(chat, deed);
  };
  return (
    <Sheet title={t("more.title")} onClose={onClose} tall>
      <ul class="more-list">
        {SAMPLES.map(([id, deed], index) => (
          <li key={id}>
            <button type="button" class="choice" data-autofocus={index === 0 || undefined} onClick={() => send(deed())}>
              {t(id)}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
