import { Later } from "./Later";

/** What supervisors watch and weigh: a bundle of its own, fetched by those who open it. */
export function BoardPages() {
  return <Later fetch={fetchPages}>{({ BoardFrame }) => <BoardFrame />}</Later>;
}

async function fetchPages() {
  const fetched = await import("../board/BoardFrame");
  await fetched.prepare();
  return fetched;
}
