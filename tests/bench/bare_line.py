"""The floor of what is seen at once: a bare page that writes down what its WebSocket tells."""

import threading
import time

from playwright.sync_api import Browser
from websockets.sync.server import ServerConnection, serve

LISTEN = """url => new Promise(open => {
    window.stood = {};
    const line = new WebSocket(url);
    const shown = document.body.appendChild(document.createElement("p"));
    line.onmessage = ({ data }) => {
        shown.textContent = data;
        window.stood[data] = performance.timeOrigin + performance.now();
    };
    line.onopen = open;
})"""


def bare_line_ms(browser: Browser, messages: int) -> list[float]:
    """From before each is sent until it stands in the page."""
    lines: list[ServerConnection] = []
    ended = threading.Event()

    def hold(line: ServerConnection) -> None:
        lines.append(line)
        ended.wait()

    with serve(hold, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with browser.new_context() as context:
            page = context.new_page()
            page.evaluate(LISTEN, f"ws://127.0.0.1:{server.socket.getsockname()[1]}")
            taken = []
            for n in range(messages):
                sent = wall_ms()
                lines[0].send(str(n))
                stood = page.wait_for_function("n => window.stood[n]", arg=str(n)).json_value()
                taken.append(stood - sent)
        ended.set()
        server.shutdown()
    return taken


def wall_ms() -> float:
    """As the browser's ``performance.timeOrigin + performance.now()``."""
    return 1000 * time.time()
