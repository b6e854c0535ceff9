"""The operator's console: files that ``make web`` has built."""

from pathlib import Path

from fastapi import APIRouter, FastAPI, Response
from starlette.responses import FileResponse, HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

FOREVER = "public, max-age=31536000, immutable"
NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Qulaq</title>
<h1>Qulaq</h1><p>The intake API is running; its console has not been built yet.</p>
<p>Run <code>make web</code>, then reload this page.</p>
<p><a href="/openapi.json">openapi.json</a></p>"""
NO_DOCS = """<!doctype html><meta charset="utf-8"><title>Qulaq API</title>
<h1>Qulaq API</h1><p><a href="/openapi.json">openapi.json</a></p>
<p>Run <code>make web</code> to read it here.</p>"""


class Hashed(StaticFiles):
    """Files whose names change with their content, so browsers may keep them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_on(message: object) -> None:
            assert isinstance(message, dict)
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"] = [
                    *message["headers"],
                    (b"cache-control", FOREVER.encode()),
                ]
            await send(message)

        await super().__call__(scope, receive, send_on)


def install(app: FastAPI, dist: Path, *, docs: bool) -> None:
    """Serve the console from ``dist``, which may be built later, while we run."""
    app.include_router(_pages(dist))
    app.mount("/assets", Hashed(directory=dist / "assets", check_dir=False))
    if docs:
        app.include_router(_docs(dist / "docs"))
        app.mount("/docs", StaticFiles(directory=dist / "docs", check_dir=False))


def _pages(dist: Path) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    @router.get("/account")
    @router.get("/admin")
    @router.get("/board")
    @router.get("/board/statistics")
    @router.get("/editor")
    @router.get("/editor/{rest:path}")
    @router.get("/reports/{rest:path}")
    async def page() -> Response:
        return _page(dist / "index.html", NOT_BUILT, 503)

    return router


def _docs(folder: Path) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def docs() -> Response:
        return _page(folder / "index.html", NO_DOCS, 200)

    return router


def _page(file: Path, otherwise: str, status: int) -> Response:
    headers = {"Cache-Control": "no-cache"}
    if file.is_file():
        return FileResponse(file, headers=headers, media_type="text/html; charset=utf-8")
    return HTMLResponse(otherwise, status, headers=headers)
