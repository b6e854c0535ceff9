// The calls to /v1/faq.
import { call } from "../api/http";
import type { Language } from "../types";
import type {
  ArticlePage, ArticleWish, Cluster, Colleague, Conflict, Difference, Explanation, FaqSettings, Figures, FileKept, Format, ImportReport,
  ManyChange, PreviewMade, Topic, TryWish, WholeArticle, WorkDone,
} from "./types";

const FAQ = "/v1/faq";
const articleAt = (id: string): string => `${FAQ}/articles/${encodeURIComponent(id)}`;
const quoted = (version: number): string => `"${version}"`;
const itemsOf = async <T>(path: string): Promise<T[]> => (await call<{ items: T[] }>(path)).items;

export const fetchArticles = (query: string, after: string | null, signal?: AbortSignal): Promise<ArticlePage> => {
  const asked = new URLSearchParams(query);
  if (after) asked.set("after", after);
  return call(`${FAQ}/articles?${asked}`, signal ? { signal } : {});
};

export const fetchArticle = (id: string): Promise<WholeArticle> => call(articleAt(id));

export const addArticle = (id: string, topic: string, language: Language, title: string): Promise<WholeArticle> =>
  call(`${FAQ}/articles`, { method: "POST", body: { article: { id, topic, translations: { [language]: { title, text: "" } } } } });

export const saveArticle = (wish: ArticleWish, version: number): Promise<WholeArticle> =>
  call(articleAt(wish.article.id), { method: "PUT", body: wish, ifMatch: quoted(version) });

/** The draft as it was seen, at once or ``at`` a time. */
export const publishArticle = (id: string, version: number, at: string | null): Promise<WholeArticle> =>
  call(`${articleAt(id)}/publish`, { method: "POST", body: { at }, ifMatch: quoted(version) });

export const callOff = (id: string): Promise<WholeArticle> => call(`${articleAt(id)}/publish`, { method: "DELETE" });

export const retireArticle = (id: string): Promise<WholeArticle> => call(`${articleAt(id)}/retire`, { method: "POST" });

export const restoreVersion = (id: string, version: number): Promise<WholeArticle> =>
  call(`${articleAt(id)}/restore`, { method: "POST", body: { version } });

export const fetchDifferences = (id: string, from: number, to: number): Promise<{ items: Difference[] }> =>
  call(`${articleAt(id)}/diff?from=${from}&to=${to}`);

export const changeMany = (ids: string[], wish: ManyChange): Promise<{ changed: string[] }> =>
  call(`${FAQ}/articles/bulk`, { method: "POST", body: { ids, ...wish } });

export const uploadFile = (file: File): Promise<FileKept> => call(`${FAQ}/attachments`, { method: "POST", file });

export const contentOfFile = (sha256: string, name: string): string => `${FAQ}/attachments/${sha256}?${new URLSearchParams({ name })}`;

export const fetchPreview = (text: string, signal: AbortSignal): Promise<PreviewMade> =>
  call(`${FAQ}/preview`, { method: "POST", body: { text }, signal });

export const explain = (asked: TryWish): Promise<Explanation> =>
  call(`${FAQ}/try`, { method: "POST", body: asked });

export const fetchConflicts = (): Promise<Conflict[]> => itemsOf(`${FAQ}/conflicts`);

export const fetchColleagues = (): Promise<Colleague[]> => itemsOf(`${FAQ}/colleagues`);

export const fetchTopics = (): Promise<Topic[]> => itemsOf(`${FAQ}/topics`);

export const putTopics = (items: readonly Pick<Topic, "code" | "labels">[]): Promise<void> =>
  call(`${FAQ}/topics`, { method: "PUT", body: { items: items.map(({ code, labels }) => ({ code, labels })) } });

export const fetchSettings = (): Promise<FaqSettings> => call(`${FAQ}/settings`);

export const putSettings = (settings: FaqSettings): Promise<FaqSettings> => call(`${FAQ}/settings`, { method: "PUT", body: settings });

export const exportAddress = (format: Format): string => `${FAQ}/export?format=${format}`;

export const importFile = (format: Format, file: File, dryRun: boolean): Promise<ImportReport> =>
  call(`${FAQ}/import?${new URLSearchParams({ format, dry_run: String(dryRun) })}`, { method: "POST", file });

export const fetchWorkList = (): Promise<Cluster[]> => itemsOf(`${FAQ}/work-list`);

export const addVariant = (cluster: Cluster, article: string): Promise<WorkDone> =>
  call(`${FAQ}/work-list/variant`, { method: "POST", body: { cluster: cluster.id, article } });

export const addDraft = (cluster: Cluster): Promise<WorkDone> =>
  call(`${FAQ}/work-list/draft`, { method: "POST", body: { cluster: cluster.id } });

export const notAQuestion = (cluster: Cluster): Promise<WorkDone> =>
  call(`${FAQ}/work-list/not-a-question`, { method: "POST", body: { cluster: cluster.id } });

export const undoWork = (undo: string): Promise<void> => call(`${FAQ}/work-list/undo`, { method: "POST", body: { undo } });

export const fetchFigures = (query: string, signal?: AbortSignal): Promise<Figures> =>
  call(`${FAQ}/figures?${query}`, signal ? { signal } : {});
