// One change to many articles, and what each of them was before.
import { changeMany, fetchArticle, publishArticle, restoreVersion, saveArticle } from "./api";
import type { ArticleRow } from "./types";

/** What was done, and how to take it back. */
export interface Bulk {
  count: number;
  undo(): Promise<void>;
}

export async function moveAll(rows: readonly ArticleRow[], topic: string): Promise<Bulk> {
  const changed = await change(rows, { topic });
  return { count: changed.length, undo: () => eachGroup(changed, (row) => row.topic, (ids, before) => changeMany(ids, { topic: before })) };
}

export async function giveAll(rows: readonly ArticleRow[], owner: string): Promise<Bulk> {
  const changed = await change(rows, { owner });
  const undo = async () => {
    await eachGroup(changed.filter((row) => row.owner), (row) => row.owner!.id, (ids, before) => changeMany(ids, { owner: before }));
    for (const row of changed.filter((one) => !one.owner)) await disown(row.id);
  };
  return { count: changed.length, undo };
}

export async function retireAll(rows: readonly ArticleRow[]): Promise<Bulk> {
  const changed = await change(rows, { retire: true });
  const undo = async () => {
    for (const row of changed) await putBack(row);
  };
  return { count: changed.length, undo };
}

/** A retired article as it was: what citizens saw is shown again, beside the draft it had. */
export async function putBack(before: Pick<ArticleRow, "id" | "status" | "draft_version" | "published_version">): Promise<void> {
  const { id, status, draft_version: drafted, published_version: shown } = before;
  if (status !== "published" || shown === null) return void (await restoreVersion(id, drafted));
  const draft = shown === drafted ? shown : (await restoreVersion(id, shown)).draft_version;
  await publishArticle(id, draft, null);
  if (shown !== drafted) await restoreVersion(id, drafted);
}

/** Looked after by nobody again: no change to many says that. */
async function disown(id: string): Promise<void> {
  const { draft, draft_version: version } = await fetchArticle(id);
  await saveArticle({ article: draft, owner: null, note: "", checked_locales: [] }, version);
}

async function change(rows: readonly ArticleRow[], wish: Parameters<typeof changeMany>[1]): Promise<ArticleRow[]> {
  const { changed } = await changeMany(rows.map((row) => row.id), wish);
  return rows.filter((row) => changed.includes(row.id));
}

async function eachGroup(rows: readonly ArticleRow[], of: (row: ArticleRow) => string, act: (ids: string[], value: string) => unknown): Promise<void> {
  for (const value of new Set(rows.map(of))) {
    await act(rows.filter((row) => of(row) === value).map((row) => row.id), value);
  }
}
