/** What is opened a few times in a shift, and corrections: a bundle of its own. */
export async function fetchDesk() {
  const fetched = await import("../desk/desk");
  await fetched.prepare();
  return fetched;
}
