import { reasonText } from "./likeness";
import type { Reason } from "./types";

/** What speaks for it and what against, by how much it does. */
export function Reasons({ of }: { of: readonly Reason[] }) {
  return (
    <span class="reasons">
      {of.map((reason) => (
        <span key={reason.kind} data-reason={reason.kind} data-against={reason.weight < 0 || undefined}>
          <bdi>{reasonText(reason)}</bdi>
        </span>
      ))}
    </span>
  );
}
