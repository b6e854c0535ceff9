import { capOf, wantsShortcuts } from "../state/keyed";

/** The key of a button, shown on it. Readers are told by ``aria-keyshortcuts``. */
export function Cap({ code }: { code: string | undefined }) {
  if (!code || !wantsShortcuts.value) return null;
  return (
    <kbd class="cap" aria-hidden="true">
      {capOf(code)}
    </kbd>
  );
}
