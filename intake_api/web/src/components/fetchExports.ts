// The dialogs that take reports out of the console, with their texts and styles.
export async function fetchExports() {
  const fetched = await import("../exports/exports");
  await fetched.prepare();
  return fetched;
}
