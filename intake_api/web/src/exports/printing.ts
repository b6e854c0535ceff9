// Prints a page of the API's without leaving the one that is looked at.

/** Done when the browser has been asked to print it, its pictures loaded. */
export async function printPage(html: string): Promise<void> {
  document.querySelector(".printed")?.remove();
  const frame = document.createElement("iframe");
  frame.className = "printed";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  frame.contentWindow?.print();
}
