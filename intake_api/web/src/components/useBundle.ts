// A page or a dialog of a bundle of its own, fetched when it is first wanted.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

interface Bundle {
  /** Texts and styles of its own. */
  prepare(): Promise<void>;
}

interface Fetch<T> {
  (): Promise<T>;
}

export function useBundle<T extends Bundle>(fetchIt: Fetch<T>, wanted = true) {
  const bundle = useSignal<T | null>(null);
  const impossible = useSignal(false);

  async function load() {
    impossible.value = false;
    try {
      const fetched = await fetchIt();
      await fetched.prepare();
      bundle.value = fetched;
    } catch {
      impossible.value = true;
    }
  }
  useEffect(() => {
    if (wanted && bundle.peek() === null) void load();
  }, [wanted]);

  return { bundle, impossible, load };
}
