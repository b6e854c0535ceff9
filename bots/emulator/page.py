"""The phone's built page at `/` and `/phone/...`, under a strict content policy."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self' ws: wss:; style-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
NOT_BUILT = (
    "The phone page is not built yet. Build it with:\n\n    make web\n\n"
    "Looked in: {place}\nThe Bot API and the control API work without it (docs/emulator.md).\n"
)


def routes(dist: Path) -> list[Route]:
    def page(request: Request) -> Response:
        name = request.path_params.get("name") or "index.html"
        path = (dist / name).resolve()
        if not (dist / "index.html").is_file():
            return PlainTextResponse(NOT_BUILT.format(place=dist), 503, HEADERS)
        if not path.is_relative_to(dist.resolve()) or not path.is_file():
            return PlainTextResponse("Not Found", 404, HEADERS)
        return FileResponse(path, headers=HEADERS)

    return [Route("/", page), Route("/phone/", page), Route("/phone/{name:path}", page)]
