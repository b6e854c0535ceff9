// Sends a large file in parts. Only what the server has acknowledged counts: after a broken
// line, a pause or a reload it is asked how far it is, and sending goes on from there.
const form = document.querySelector("[data-upload]");
const base = form.dataset.upload;
const find = (name) => form.querySelector(`[data-${name}]`);
const input = form.elements.file;
const bar = form.querySelector("progress");

const SMALLEST = 256 * 1024;
const LARGEST = 8 * 1024 * 1024;
const LIKED_MS = 4000;
const LONGEST_WAIT_MS = 30000;
const ENDS = 65536;

let part = 1024 * 1024;
let request = null;
let wanted = false; // whether the citizen wants it sent now
let running = false;
let wake = () => {};

function say(name) {
  for (const each of form.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== name;
}

function shown(bytes) {
  const [unit, size] = bytes >= 1 << 30 ? ["gb", 1 << 30] : bytes >= 1 << 20 ? ["mb", 1 << 20] : ["kb", 1 << 10];
  return form.dataset[unit].replace("{n}", unit === "kb" ? Math.ceil(bytes / size) : (bytes / size).toFixed(1));
}

function show(done, all) {
  find("progress").hidden = false;
  bar.value = Math.floor((1000 * done) / all);
  find("numbers").textContent = form.dataset.sent.replace("{done}", shown(done)).replace("{all}", shown(all));
}

function controls() {
  find("start").hidden = running;
  find("pause").hidden = !wanted;
  find("resume").hidden = wanted || !running;
  input.disabled = running;
}

async function fingerprint(file) {
  if (!globalThis.crypto?.subtle) return encodeURIComponent(`${file.lastModified} ${file.name}`).slice(0, 300);
  // Phones rename a file and change its date each time it is chosen; its content stays.
  const ends = await new Blob([file.slice(0, ENDS), file.slice(-ENDS)]).arrayBuffer();
  const digest = await crypto.subtle.digest("SHA-256", ends);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The answer, or null when the line is broken. */
function ask(method, path, body, headers = {}, progress = () => {}) {
  return new Promise((resolve) => {
    request = new XMLHttpRequest();
    request.open(method, base + path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => resolve(request.status >= 500 || request.status === 429 ? null : request);
    request.onerror = request.onabort = request.ontimeout = () => resolve(null);
    request.send(body);
  });
}

const offsetOf = (answer) => Number(answer.getResponseHeader("Upload-Offset") ?? 0);
const isComplete = (answer) => answer.getResponseHeader("Upload-Complete") === "?1";

function codeOf(answer) {
  try {
    return JSON.parse(answer.responseText).code;
  } catch {
    return "";
  }
}

/** Asks until there is an answer; null once the citizen has paused. */
async function insist(...asked) {
  for (let wait = 1000; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    const answer = await ask(...asked);
    if (answer || !wanted) return answer;
    await rest(wait);
    if (!wanted) return null;
  }
}

function rest(ms) {
  say("waiting");
  return new Promise((resolve) => {
    wake = resolve;
    setTimeout(resolve, ms);
  });
}

async function choose(file, anew) {
  const body = JSON.stringify({ size: file.size, fingerprint: await fingerprint(file), anew });
  return insist("POST", "/file", body, { "Content-Type": "application/json" });
}

async function send(file, anew = false) {
  if (running) return;
  if (file.size > Number(form.dataset.limit)) return say("too-big");
  running = wanted = true;
  find("anew").hidden = true;
  controls();
  say("sending");
  await begin(file, anew);
  running = wanted = false;
  controls();
}

async function begin(file, anew) {
  const chosen = await choose(file, anew);
  if (!chosen) return say("paused");
  if (chosen.status === 200) return go(file, JSON.parse(chosen.responseText).offset);
  if (chosen.status === 409 && codeOf(chosen) === "other_file") {
    find("anew").hidden = false;
    return say("other");
  }
  return refused(chosen);
}

function refused(answer) {
  if (codeOf(answer) === "not_possible_now") return location.reload(); // it is inside already
  say(answer.status === 413 ? "too-big" : "over");
}

async function go(file, offset) {
  for (let wait = 1000; ; ) {
    show(offset, file.size);
    if (!wanted) {
      await paused();
      offset = await resumedAt(offset);
    }
    say(offset + part >= file.size ? "checking" : "sending");
    const started = performance.now();
    const sent = await patch(file, offset);
    if (sent && (sent.status === 204 || sent.status === 409)) {
      offset = offsetOf(sent);
      if (isComplete(sent)) return location.reload();
      adapt(performance.now() - started);
      wait = 1000;
    } else if (sent) {
      return refused(sent);
    } else if (wanted) {
      part = SMALLEST;
      await rest(wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      offset = await resumedAt(offset);
    }
  }
}

function patch(file, offset) {
  const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
  return ask("PATCH", "/bytes", file.slice(offset, offset + part), headers, (sent) => show(offset + sent, file.size));
}

/** Parts of a few seconds each: large ones cost a bad line dearly, small ones a good one. */
function adapt(ms) {
  if (ms < LIKED_MS / 2) part = Math.min(LARGEST, part * 2);
  if (ms > LIKED_MS * 2) part = Math.max(SMALLEST, part / 2);
}

async function resumedAt(offset) {
  const answer = await ask("HEAD", "/bytes");
  return answer?.status === 204 ? offsetOf(answer) : offset;
}

function paused() {
  say("paused");
  controls();
  return new Promise((resolve) => (wake = resolve));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const [file] = input.files;
  if (file) send(file);
});
find("anew").addEventListener("click", () => send(input.files[0], true));
find("pause").addEventListener("click", () => {
  wanted = false;
  request?.abort();
  wake();
  controls();
});
find("resume").addEventListener("click", () => {
  wanted = true;
  controls();
  wake();
});
addEventListener("online", () => wanted && wake());
addEventListener("beforeunload", (event) => wanted && event.preventDefault());

const before = await ask("HEAD", "/bytes");
if (before?.status === 204 && before.getResponseHeader("Upload-Length")) {
  const all = Number(before.getResponseHeader("Upload-Length"));
  if (offsetOf(before) === all && !isComplete(before)) {
    say("checking");
    show(all, all);
    await ask("POST", "/finish");
    setTimeout(() => location.reload(), 3000); // also when it failed: a chore finishes it for us
  } else if (offsetOf(before) && !running) {
    show(offsetOf(before), all);
    find("pause").hidden = true;
    say("go-on");
  }
}
