import { render } from "preact";

import { App } from "./components/App";
import { startClock } from "./state/clock";
import { askWhoIsHere } from "./state/session";
import { paint } from "./state/theme";
import { language, switchLanguage } from "./texts/texts";

const RETRY_MS = 2000;

paint();
startClock();
const page = document.getElementById("console");
if (page) {
  await Promise.all([firstTexts(), askWhoIsHere()]);
  render(<App />, page);
}

/** Without texts nothing can be said, so they are asked for until they come. */
async function firstTexts(): Promise<void> {
  try {
    await switchLanguage(language.peek());
  } catch {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    await firstTexts();
  }
}
