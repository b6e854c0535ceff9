// Questions asked in vain, gathered; which of them is pointed at, and the way back from the last act.
import { computed, signal } from "@preact/signals";

import type { Undone } from "../components/Undo";
import { labelOf } from "../state/categories";
import { t } from "../texts/texts";
import { addDraft, addVariant, fetchWorkList, notAQuestion, undoWork } from "./api";
import type { Cluster, WorkDone } from "./types";

export const clusters = signal<readonly Cluster[] | null>(null);
export const pointed = signal(0);
export const done = signal<Undone | null>(null);
/** The draft that was just begun. */
export const begun = signal<string | null>(null);
/** The cluster for which an article is being searched. */
export const searching = signal<Cluster | null>(null);

export const current = computed<Cluster | null>(() => clusters.value?.[pointed.value] ?? null);

export async function loadWorkList(): Promise<void> {
  clusters.value = await fetchWorkList();
  point(pointed.peek());
}

/** Stays within the list. */
export function point(index: number): void {
  pointed.value = Math.max(0, Math.min(index, (clusters.peek()?.length ?? 1) - 1));
}

export async function asVariant(cluster: Cluster, article: string, title: string): Promise<void> {
  await finish(addVariant(cluster, article), t("work.variant_done", { question: cluster.question, name: title }));
}

export async function asDraft(cluster: Cluster): Promise<void> {
  const made = addDraft(cluster);
  await finish(made, t("work.draft_done", { question: cluster.question }));
  begun.value = (await made).article ?? null;
}

export async function asNoQuestion(cluster: Cluster): Promise<void> {
  await finish(notAQuestion(cluster), t("work.nothing_done", { question: cluster.question }));
}

export const nearestTitle = (cluster: Cluster): string => labelOf(cluster.nearest[0]?.titles ?? {});

async function finish(act: Promise<WorkDone>, text: string): Promise<void> {
  const { undo } = await act;
  begun.value = null;
  done.value = { text, undo: () => void takeBack(undo) };
  await loadWorkList();
}

async function takeBack(token: string): Promise<void> {
  await undoWork(token);
  done.value = begun.value = null;
  await loadWorkList();
}
