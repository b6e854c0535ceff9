"""(f) The console in a real Chromium: ten thousand open reports, one operator's page.

What an operator feels: until the first row stands there, until a message is seen, until a
typed letter is. All clocks are of one machine.
"""

import asyncio
import gzip
import re
import secrets
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from uuid import uuid4

import httpx
from playwright.sync_api import Browser, Page

from bots.launch import call
from intake_api.web.build import CONSOLE
from tests.bench.bare_line import bare_line_ms, wall_ms
from tests.bench.figure import Figure, percentile
from tests.bench.process import running
from tests.bench.queue_page import fill
from tests.chromium import chromium
from tests.journeys.served import now
from tests.stack import free_port

REPORTS = 10_000
ROUNDS, OPENINGS, MESSAGES = 3, 5, 60
TYPED = "stolen bicycle"
FIRST_ROW = ".row[data-report]"
STATIC_IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')

# When the last frame came on any line of the page, before anybody reads it: ms.
NOTE_FRAMES = """
    const Line = window.WebSocket;
    window.WebSocket = class extends Line {
        constructor(...about) {
            super(...about);
            this.addEventListener("message", () => { window.frameAt = performance.now(); });
        }
    };
"""

# When each of the texts waited for first stood in the watched element: text -> ms.
WATCH = """chosen => {
    window.stood = {};
    const look = () => {
        const text = document.querySelector(chosen)?.textContent.trim() ?? "";
        window.stood[text] ??= [performance.timeOrigin + performance.now(),
            performance.now() - window.frameAt];
    };
    new MutationObserver(look).observe(document.body,
        { subtree: true, childList: true, characterData: true, attributes: true });
}"""

# From each letter to the frame painted after it: ms, one for each.
PACE_TYPING = """() => {
    window.frames = [];
    const channel = new MessageChannel();
    const began = [];
    // A task queued in the frame's callback runs when the frame has been painted.
    channel.port1.onmessage = () => window.frames.push(performance.now() - began.shift());
    document.querySelector("#queue-search").addEventListener("keydown", event => {
        began.push(event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(0));
    });
}"""

# From the start of the navigation until a row stands in the page.
ROW_STOOD = """chosen => new Promise(done => {
    const look = () => document.querySelector(chosen)
        ? done(performance.now()) : requestAnimationFrame(look);
    look();
})"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Has ``REPORTS`` open reports; ``page`` is signed in, ``bot`` speaks for citizens."""

    bot: httpx.Client
    page: Page


@contextmanager
def centre(folder: Path, browser: Browser) -> Iterator[Centre]:
    url = f"sqlite+aiosqlite:///{folder}/reports.sqlite"
    # In a thread of its own: playwright holds an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, fill(url, REPORTS, open_every=1)).result()
    port = free_port()
    env = {
        "QULAQ_INTAKE_DATABASE_URL": url,
        "QULAQ_INTAKE_BLOBS_URL": str(folder / "blobs"),
        "QULAQ_INTAKE_KEYS_FILE": str(folder / "intake.keys"),
        "QULAQ_INTAKE_PORT": str(port),
        "QULAQ_INTAKE_WEB_DIST": str(CONSOLE / "dist"),
    }
    password = secrets.token_urlsafe(12)
    call("intake_api", "user", "add", "bench", "--role", "operator", "--position", "Bench",
         "--password-stdin", env=env, stdin=password)  # fmt: skip
    key = call("intake_api", "bot-key", "add", "citizen", env=env).split()[-1]
    address = f"http://127.0.0.1:{port}"
    with (
        running("intake_api", env=env, ready=f"{address}/readyz"),
        httpx.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}) as bot,
        browser.new_context(base_url=address) as context,
    ):
        context.add_init_script(NOTE_FRAMES)
        context.request.post("/v1/session", data={"login": "bench", "password": password})
        yield Centre(bot=bot, page=context.new_page())


def first_row_ms(page: Page) -> float:
    """The second opening of a page: files come from the browser's cache, the queue from us."""
    page.goto("/?group=open", wait_until="commit")
    return float(page.evaluate(ROW_STOOD, FIRST_ROW))


def event_to_dom_ms(centre: Centre) -> tuple[list[float], list[float]]:
    """From before the request with a citizen's message to the row's badge that counts it;
    and of that, what the page took from the frame on its line."""
    page = centre.page
    first_row_ms(page)
    page.wait_for_load_state("networkidle")
    number = page.locator(FIRST_ROW).first.get_attribute("data-report") or ""
    report = page.locator(FIRST_ROW).first.locator("a").first.get_attribute("href") or ""
    [found] = re.findall(r"[0-9a-f-]{36}", report)
    badge = f'[data-report="{number}"] .unread'
    before = page.locator(badge).all_inner_texts()
    count = int(before[0]) if before else 0
    page.evaluate(WATCH, badge)
    whole, of_page = [], []
    for n in range(count + 1, count + 1 + MESSAGES):
        said = {"message_id": str(uuid4()), "sent_at": now(), "text": f"Another word {n}"}
        sent = wall_ms()
        centre.bot.post(
            f"/v1/reports/{found}/citizen-messages",
            json=said,
            headers={"Idempotency-Key": str(uuid4())},
        ).raise_for_status()
        stood, after_frame = page.wait_for_function("n => window.stood[n]", arg=str(n)).json_value()
        whole.append(stood - sent)
        of_page.append(after_frame)
    return whole, of_page


def typing_ms(page: Page) -> list[float]:
    """Each letter against the frame after it, with the queue of ten thousand below."""
    field = page.locator("#queue-search")
    field.click()
    page.evaluate(PACE_TYPING)
    field.press_sequentially(TYPED, delay=60)
    field.press_sequentially(TYPED[::-1], delay=60)
    page.wait_for_function("n => window.frames.length >= n", arg=2 * len(TYPED))
    taken: list[float] = page.evaluate("window.frames")
    return taken


def first_paint_kb() -> float:
    """What the queue's first paint fetches of ours, gz: page, scripts, styles, one catalogue."""
    dist = CONSOLE / "dist"
    page = (dist / "index.html").read_text("utf-8")
    scripts = _with_imports(dist / "assets", set(re.findall(r"assets/([\w.-]+\.js)", page)))
    styles = set(re.findall(r"assets/([\w.-]+\.css)", page))
    [catalogue] = (dist / "assets").glob("texts.ru-*.json")
    files = [dist / "index.html", catalogue, *(dist / "assets" / name for name in scripts | styles)]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1024


def _with_imports(assets: Path, names: set[str]) -> set[str]:
    """With what is imported at once, and by that; what is fetched later is not."""
    known: set[str] = set()
    while names:
        known |= names
        told = (STATIC_IMPORT.findall((assets / name).read_text("utf-8")) for name in names)
        names = {found for each in told for found in each} - known
    return known


def figures() -> list[Figure]:
    whole, of_page, bare, rows, typing = [], [], [], [], []
    with chromium() as browser:
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder, centre(Path(folder), browser) as here:
                first_row_ms(here.page)  # warm
                rows.append(median(first_row_ms(here.page) for _ in range(OPENINGS)))
                all_of_it, page_only = event_to_dom_ms(here)
                typing.append(percentile(typing_ms(here.page), 0.95))
            whole.append(all_of_it)
            of_page.append(percentile(page_only, 0.5))
            bare.append(bare_line_ms(browser, MESSAGES))
    seen = "console: message posted to the API until it is in the open queue"
    return [
        Figure(
            name=f"{seen}, p50, against a bare WebSocket page",
            value=_of_rounds(whole, 0.5),
            unit="ms",
            floor=_of_rounds(bare, 0.5),
            higher_is_better=False,
        ),
        _at_most(f"{seen}, p99", _of_rounds(whole, 0.99), "ms", 1000),
        _at_most("console: of that, the page from frame to DOM, p50", median(of_page), "ms", 5),
        _at_most("console: first row of 10,000 open reports", median(rows), "ms", 1000),
        _at_most("console: letter typed in search to painted frame, p95", median(typing), "ms", 16),
        _at_most("console: first paint of the queue without map, gz", first_paint_kb(), "KB", 60),
    ]


def _of_rounds(rounds: list[list[float]], share: float) -> float:
    return median(percentile(each, share) for each in rounds)


def _at_most(name: str, value: float, unit: str, goal: float) -> Figure:
    return Figure(name=name, value=value, unit=unit, goal=goal, higher_is_better=False)
