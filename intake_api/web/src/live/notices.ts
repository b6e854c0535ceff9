// Words of the system itself, for a console that lies behind other windows.
import { signal } from "@preact/signals";

export type Permission = "granted" | "denied" | "default" | "missing";

export const permission = signal<Permission>("Notification" in window ? Notification.permission : "missing");

/** Call from a click. Asks only once: a browser keeps the answer. */
export async function askForNotices(): Promise<void> {
  if (permission.peek() !== "default") return;
  permission.value = await Notification.requestPermission();
}

interface Notice {
  /** A second notice of the same report takes the place of the first. */
  tag: string;
  title: string;
  body: string;
  /** Stays until somebody has seen it. */
  stays: boolean;
  onClick: () => void;
}

export function showNotice({ tag, title, body, stays, onClick }: Notice): void {
  if (permission.peek() !== "granted" || document.visibilityState === "visible") return;
  try {
    const shown = new Notification(title, { tag, body, requireInteraction: stays, silent: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onClick();
    };
  } catch {
    // Chromium on Android knows only notices of a service worker.
    permission.value = "missing";
  }
}
