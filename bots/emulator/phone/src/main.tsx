// Reads the address line, then draws the page. `?users=1,2&bot=name&lang=kk&theme=dark&start=payload`.
import { effect } from "@preact/signals";
import { render } from "preact";

import { App } from "./components/App";
import { asPayload, followInAddress, linkPayload, start } from "./state/phones";
import { startTheme } from "./theme";
import { nearestLanguage, speak, t } from "./words";

const asked = new URLSearchParams(location.search);
const users = (asked.get("users") ?? "").split(",").map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
const begin = () => start(users, asked.get("bot"));

linkPayload.value = asPayload(asked.get("start"));
speak(nearestLanguage(asked.get("lang") ?? navigator.language));
startTheme(asked.get("theme"));
effect(() => {
  document.title = t("page.title");
});
followInAddress();
render(<App onRetry={() => void begin()} />, document.getElementById("phones")!);
void begin();
