// Proposes answers while a question is typed. Without this script the form searches by itself.
const WAIT_MS = 250;
const SHORTEST = 3;

const form = document.querySelector("[data-suggest]");
const field = form.elements.q;
const list = form.querySelector("[data-proposed]");
const status = form.querySelector("[data-status]");
let timer;
let running;

function hide() {
  clearTimeout(timer);
  running?.abort();
  list.hidden = true;
  list.replaceChildren();
  status.textContent = "";
}

function item(text, href, lang) {
  const made = document.createElement("li");
  const link = made.appendChild(document.createElement("a"));
  link.textContent = text;
  link.href = href;
  if (lang !== document.documentElement.lang) link.lang = lang;
  return made;
}

function show({ urgent, items }) {
  const made = items.map((each) => item(each.title, each.path, each.locale));
  if (urgent) {
    made.unshift(item(form.dataset.urgent, "tel:102", document.documentElement.lang));
    made[0].className = "urgent";
  }
  list.replaceChildren(...made);
  list.hidden = made.length === 0;
  if (urgent) status.textContent = form.dataset.urgent;
  else if (items.length) status.textContent = form.dataset.found.replace("#", items.length);
  else status.textContent = form.dataset.nothing;
}

async function propose() {
  running?.abort();
  running = new AbortController();
  const address = `${form.dataset.suggest}?${new URLSearchParams({ q: field.value })}`;
  try {
    const answer = await fetch(address, { signal: running.signal });
    if (answer.ok) show(await answer.json());
  } catch {
    // Cut off by the next letter, or the line is gone: the form still works.
  }
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  if (field.value.trim().length < SHORTEST) hide();
  else timer = setTimeout(propose, WAIT_MS);
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    field.focus();
    hide();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || list.hidden) return;
  const stops = [field, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  stops[(at + step + stops.length) % stops.length].focus();
});
