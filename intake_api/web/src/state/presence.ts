// Colleagues at their consoles, and which report each has open.
import { computed, effect, signal } from "@preact/signals";

import { say } from "../live/connection";
import type { Present } from "../types";
import { reportId } from "./route";
import { user } from "./session";

const here = signal<readonly Present[]>([]);

export function onPresence(items: readonly Present[]): void {
  here.value = items;
}

const lookingAt = computed(() => {
  const found = new Map<string, string[]>();
  for (const { staff_id: who, report_id: report, position } of here.value) {
    if (report === null || who === user.value?.id) continue;
    found.set(report, [...(found.get(report) ?? []), position]);
  }
  return found;
});

const NOBODY: readonly string[] = [];

/** The positions of colleagues who have this report open. */
export const colleaguesAt = (id: string): readonly string[] => lookingAt.value.get(id) ?? NOBODY;

export function sayWhereWeLook(): void {
  say({ type: "looking", report_id: reportId.peek() });
}

/** Says it again whenever another report is opened; returns what stops it. */
export function followLook(): () => void {
  return effect(() => {
    void reportId.value;
    sayWhereWeLook();
  });
}
