"""Pages for the public: HTML that works without JavaScript, careful about what it leaks.

No script or style stands within a page, no other site is asked for anything (but the map
pictures, if an administrator has configured them), and nothing is kept by a browser.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from intake_api.contract import Locale
from intake_api.texts import text

FOLDER = Path(__file__).parent
ASSETS = FOLDER / "assets"

_templates = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def page(
    request: Request,
    name: str,
    *,
    locale: Locale,
    status: int = 200,
    pictures: str = "",
    **values: object,
) -> HTMLResponse:
    """The template ``name`` in ``locale``. ``pictures`` is the origin of foreign map pictures."""
    html = rendered(name, locale, path=request.url.path, **values)
    return HTMLResponse(html, status, headers=headers(pictures))


def rendered(name: str, locale: Locale, **values: object) -> str:
    """The HTML of the template ``name`` in ``locale``."""
    return _templates.get_template(f"{name}.html").render(
        t=translator(locale),
        locale=locale.value,
        locales=[(each.value, text(f"portal.language.{each}", each)) for each in Locale],
        asset=asset,
        **values,
    )


def sent_on(request: Request, path: str) -> RedirectResponse:
    """To ``path`` in the language chosen here. 303: reloading it sends nothing again."""
    chosen = request.query_params.get("l", "")
    known = chosen in {locale.value for locale in Locale}
    return RedirectResponse(f"{path}?l={chosen}" if known else path, 303, headers())


def headers(pictures: str = "") -> dict[str, str]:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        f"img-src 'self' {pictures}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
        "X-Robots-Tag": "noindex",
    }


def translator(locale: Locale) -> Callable[..., str]:
    def translate(message_id: str, **values: object) -> str:
        return text(f"portal.{message_id}", locale).format(**values)

    return translate


def locale_of(request: Request, otherwise: str | None = None) -> Locale:
    """The language chosen on the page, else ``otherwise``, else the browser's, else Kazakh."""
    accepted = request.headers.get("accept-language", "").replace(";", ",").split(",")
    wished = [request.query_params.get("l", ""), otherwise or "", *accepted]
    for each in wished:
        code = each.strip()[:2].lower()
        if code in {locale.value for locale in Locale}:
            return Locale(code)
    return Locale.KK


def size_shown(size: int, locale: Locale) -> str:
    """``1.4 GB`` in the words of a language."""
    for unit, bytes_ in (("gb", 1 << 30), ("mb", 1 << 20)):
        if size >= bytes_:
            return text(f"portal.size.{unit}", locale).format(n=f"{size / bytes_:.1f}")
    return text("portal.size.kb", locale).format(n=max(1, size >> 10))


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@cache
def asset(name: str) -> str:
    """The address of a file of ours, which changes with its content."""
    digest = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f"/p/assets/{name}?{digest}"
