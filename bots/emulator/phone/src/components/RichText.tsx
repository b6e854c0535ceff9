// A text with its entities, drawn as elements: never as HTML from outside.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";

import type { Entity } from "../api/telegram";
import { type Piece, pieces, safeAddress } from "../entities";
import { t } from "../words";
import { Address } from "./Address";

type Say = (text: string) => void;

const PLAIN: Record<string, "strong" | "em" | "u" | "s" | "code" | "blockquote"> = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

const ADDRESS: Record<string, (text: string, entity: Entity) => string | null> = {
  text_link: (_, entity) => safeAddress(entity.url ?? ""),
  url: (text) => safeAddress(text),
  email: (text) => `mailto:${text}`,
  phone_number: (text) => `tel:${text.replace(/[^\d+]/g, "")}`,
};

function Spoiler({ children }: { children: ComponentChildren }) {
  const open = useSignal(false);
  if (open.value) return <span class="spoiler open">{children}</span>;
  return (
    <button type="button" class="spoiler" aria-label={t("text.spoiler")} onClick={() => (open.value = true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

function Part({ piece, onSay }: { piece: Piece; onSay: Say }): JSX.Element {
  if (typeof piece === "string") return <>{piece}</>;
  const { entity, text } = piece;
  const inside = piece.inside.map((part, index) => <Part key={index} piece={part} onSay={onSay} />);
  const address = ADDRESS[entity.type]?.(text, entity);
  if (address) {
    return <Address href={address}>{inside}</Address>;
  }
  if (entity.type === "spoiler") return <Spoiler>{inside}</Spoiler>;
  if (entity.type === "bot_command") {
    return (
      <button type="button" class="link" onClick={() => onSay(text)}>
        {inside}
      </button>
    );
  }
  if (entity.type === "pre") {
    return (
      <pre>
        <code>{inside}</code>
      </pre>
    );
  }
  const Tag = PLAIN[entity.type];
  return Tag ? <Tag>{inside}</Tag> : <span class="mention">{inside}</span>;
}

interface Props {
  text: string;
  entities?: Entity[] | undefined;
  onSay: Say;
}

export function RichText({ text, entities, onSay }: Props) {
  return (
    <span class="rich">
      {pieces(text, entities).map((piece, index) => (
        <Part key={index} piece={piece} onSay={onSay} />
      ))}
    </span>
  );
}
