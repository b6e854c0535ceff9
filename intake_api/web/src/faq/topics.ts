import { signal } from "@preact/signals";

import { labelOf } from "../state/categories";
import { fetchTopics } from "./api";
import type { Topic } from "./types";

/** In the order in which they are offered. */
export const topics = signal<readonly Topic[]>([]);

export async function loadTopics(): Promise<void> {
  topics.value = await fetchTopics();
}

/** The topic's name; its code while the names are on their way. */
export function topicName(code: string): string {
  const found = topics.value.find((one) => one.code === code);
  return (found && labelOf(found.labels)) || code;
}
