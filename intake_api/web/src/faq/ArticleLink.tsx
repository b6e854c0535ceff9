import { follow } from "../components/ReportLink";
import { hrefOfArticle } from "./address";

/** The title where it is known, the id otherwise. */
export function ArticleLink({ id, title }: { id: string; title?: string }) {
  const href = hrefOfArticle(id);
  return (
    <a href={href} onClick={(event) => follow(event, href)}>
      {title || id}
    </a>
  );
}
