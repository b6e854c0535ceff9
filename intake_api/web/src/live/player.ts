// Of all tabs with a shift, one makes the sound.

/** Resolves when this tab becomes the one that plays; it stays so until closed. */
export function becomePlayer(): Promise<void> {
  return new Promise((resolve) => {
    // Without locks (plain http on a local network) each tab plays: too loud is safer than silent.
    if (!navigator.locks) return resolve();
    void navigator.locks.request("qulaq-alarm", () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}
