// The API's shapes under the names the FAQ's pages use, from its schema. Nothing is decided here.
import type { components } from "../api";

type Schemas = components["schemas"];

/** An article as editors write it. */
export type Content = Schemas["FaqArticle"];
export type Translation = Schemas["FaqTranslation"];
export type ArticleButton = Schemas["FaqButton"];
export type ButtonKind = ArticleButton["kind"];
export type Attachment = Schemas["FaqAttachment"];
export type ArticleRow = Schemas["ArticleRow"];
export type ArticlePage = Schemas["ArticlePage"];
export type Status = ArticleRow["status"];
/** An article with its states, its versions and what is wrong about it. */
export type WholeArticle = Schemas["ArticleShown"];
export type ArticleWish = Schemas["ArticleWish"];
export type VersionRow = WholeArticle["history"][number];
export type Colleague = Schemas["Writer"];
export type Difference = Schemas["Difference"];
export type Piece = Difference["pieces"][number];
export type Topic = Schemas["TopicShown"];
export type FaqSettings = Schemas["FaqSettings"];
export type PreviewMade = Schemas["Preview"];
export type TryWish = Schemas["TryWish"];
export type Explanation = Schemas["Tried"];
export type Conflict = Schemas["Conflict"];
export type FileKept = Schemas["FileKept"];

/** One of the three. */
export interface ManyChange {
  topic?: string;
  owner?: string;
  retire?: true;
}

export const FORMATS = ["yaml", "csv", "markdown"] as const;
export type Format = (typeof FORMATS)[number];
export type ImportReport = Schemas["ImportDone"];

/** Questions asked in vain that mean the same. */
export type Cluster = Schemas["Cluster"];
export type WorkDone = Schemas["WorkDone"];

export const GROUPINGS = ["article", "topic", "language", "week"] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const OUTCOMES = ["helped", "quiet", "not_helped", "report", "operator", "abandoned", "unknown"] as const;
export type Figures = Schemas["Figures"];
export type FigureRow = Schemas["FigureRow"];
export type Share = Schemas["ShareShown"];
