// The steps of the open article that the server takes.
import { Refusal } from "../api/http";
import { callOff, fetchArticle, publishArticle, restoreVersion, retireArticle, saveArticle } from "./api";
import { putBack } from "./bulk";
import { beOvertaken, checkedLanguages, draft, isDirty, owner, stored, take } from "./editing";
import type { WholeArticle } from "./types";

/** What stands in the fields, saved; false when somebody else was faster: then both are on the page. */
export async function save(): Promise<boolean> {
  const [known, written] = [stored.peek(), draft.peek()];
  if (!known || !written || !isDirty.peek()) return known !== null;
  const wish = { article: written, owner: owner.peek(), note: "", checked_locales: checkedLanguages.peek() };
  return step(() => saveArticle(wish, known.draft_version));
}

/** What stands in the fields becomes what citizens see: at once, or ``at`` a time. */
export const publish = async (at: string | null): Promise<boolean> => (await save()) && step((article) => publishArticle(article.id, article.draft_version, at));

/** What was to be published later stays a draft. */
export const doNotPublish = (): Promise<boolean> => step((article) => callOff(article.id));

export const retire = (): Promise<boolean> => step((article) => retireArticle(article.id));

/** Back into use, as it was. */
export const returnAs = (before: WholeArticle): Promise<boolean> =>
  step(async ({ id }) => {
    await putBack(before);
    return fetchArticle(id);
  });

/** An earlier version becomes the newest draft. */
export const restore = (version: number): Promise<boolean> => step((article) => restoreVersion(article.id, version));

interface Act {
  (article: WholeArticle): Promise<WholeArticle>;
}

async function step(act: Act): Promise<boolean> {
  const article = stored.peek();
  if (!article) return false;
  try {
    take(await act(article));
    return true;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    await beOvertaken();
    return false;
  }
}
