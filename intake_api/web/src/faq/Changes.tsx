import { known, t } from "../texts/texts";
import type { Difference, Piece } from "./types";

interface Props {
  of: readonly Difference[];
  before?: string;
  after?: string;
}

/** What is different: what is gone and what is new, marked by more than a colour. */
export function Changes({ of: differences, before, after }: Props) {
  if (differences.length === 0) return <p class="quiet">{t("changes.none")}</p>;
  return (
    <div class="changes">
      {before && after && (
        <p class="quiet">
          <del>{before}</del> → <ins>{after}</ins>
        </p>
      )}
      {differences.map((one) => (
        <section key={`${one.locale ?? ""}:${one.field}`}>
          <h3>
            {known(`article_field.${one.field}`, "article.about")}
            {one.locale && ` · ${t(`language.own.${one.locale}`)}`}
          </h3>
          <p class="pieces" lang={one.locale ?? undefined}>
            {one.pieces.map((piece, index) => (
              <Shown key={index} piece={piece} />
            ))}
          </p>
        </section>
      ))}
    </div>
  );
}

function Shown({ piece }: { piece: Piece }) {
  if (piece.kind === "gone") return <del>{piece.text}</del>;
  return piece.kind === "new" ? <ins>{piece.text}</ins> : <>{piece.text}</>;
}
