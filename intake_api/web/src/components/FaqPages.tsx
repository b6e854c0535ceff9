import { Later } from "./Later";

/** The FAQ's pages are a bundle of their own, fetched by those who edit them. */
export function FaqPages() {
  return <Later fetch={fetchPages}>{({ FaqFrame }) => <FaqFrame />}</Later>;
}

async function fetchPages() {
  const fetched = await import("../faq/FaqFrame");
  await fetched.prepare();
  return fetched;
}
