import { LazyPages } from "./LazyPages";

async function load() {
  const fetched = await import("../admin/AdminFrame");
  await fetched.prepare();
  return fetched;
}

const loadAdmin = async () => (await load()).AdminFrame;
const loadAccount = async () => (await load()).AccountFrame;
const loadDebt = async () => (await load()).DebtPage;

/** What a centre decides about itself, for administrators. */
export const AdminPages = () => <LazyPages load={loadAdmin} />;

/** One's own password, second factor, sessions and tokens. */
export const AccountPages = () => <LazyPages load={loadAccount} />;

/** What must be done before anything else. */
export const DebtPages = () => <LazyPages load={loadDebt} />;
