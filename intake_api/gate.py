"""What every request passes on its way in and out: a plain ASGI layer, for speed.

Refuses what browsers send for other sites' pages; adds the headers that keep browsers
careful; counts and logs, without query strings.
"""

import time
from collections.abc import Awaitable, Callable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from intake_api.auth.cross_site import SAFE_METHODS, is_cross_site
from intake_api.errors import of_refusal, problem
from intake_api.metrics import Metrics
from intake_api.refusals import CrossSite

log = structlog.get_logger(__name__)

PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:{more}; media-src 'self' blob:; "
    "connect-src 'self' ws: wss:{more}; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PORTAL = "/p/"
TOO_BIG = problem(413, "body_too_big", "More bytes than allowed")
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class Gate:
    """``map_origins`` tells the other servers that a page opened now may draw maps from,
    each after a space."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        metrics: Metrics,
        public_origin: str | None,
        map_origins: Callable[[], Awaitable[str]],
    ) -> None:
        self._app = app
        self._map_origins = map_origins
        self._metrics = metrics
        self._public_origin = public_origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500
        retold = False

        async def send_on(message: Message) -> None:
            nonlocal status, retold
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _is_bare_too_big(message["status"], headers) and not retold:
                    retold = True
                    await TOO_BIG(scope, receive, send_on)
                    return
                status = message["status"]
                await self._be_careful(scope["path"], headers)
            elif retold and not message.get("body", b"").startswith(b"{"):
                return
            await send(message)

        try:
            await self._admit(scope, receive, send_on)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in SAFE_METHODS and self._is_cross_site(scope):
            await of_refusal(CrossSite())(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_cross_site(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        if scope["path"].startswith(PORTAL) and _is_nameless(headers):
            return False
        return is_cross_site(headers, self._public_origin)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        self._metrics.requests.labels(scope["method"], route, status).observe(seconds)
        if scope["path"] in QUIET:
            return
        log.info(
            "request",
            method=scope["method"],
            path=scope["path"][:200],
            status=status,
            ms=round(seconds * 1000, 1),
        )

    async def _be_careful(self, path: str, headers: MutableHeaders) -> None:
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        if path.startswith("/v1/"):
            headers.setdefault("Cache-Control", "no-store")
            headers.setdefault("Content-Security-Policy", "default-src 'none'; sandbox")
        else:
            headers.setdefault("Content-Security-Policy", await self._policy(headers))

    async def _policy(self, headers: MutableHeaders) -> str:
        # Of all that is sent only a page's policy decides what is fetched.
        is_page = headers.get("content-type", "").startswith("text/html")
        has_own = "content-security-policy" in headers
        return PAGE_POLICY.format(more=await self._map_origins() if is_page and not has_own else "")


def _is_bare_too_big(status: int, headers: Headers) -> bool:
    # Where a body is counted the framework answers by itself, in plain text.
    return status == 413 and headers.get("content-type", "").startswith("text/plain")


def _is_nameless(headers: Headers) -> bool:
    # Pages that send no referrer have forms whose Origin is "null", and older browsers, or
    # plain http, tell nothing else. The portal's cookies are SameSite=Strict, so a foreign
    # page's form comes without them.
    return headers.get("origin") == "null" and "sec-fetch-site" not in headers
