"""Whether a browser sends a request on behalf of another site's page.

By Sec-Fetch-Site, which pages cannot forge, else by Origin. A request with neither is
not from a browser and so carries no cookie that it did not mean to send.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_cross_site(headers: Mapping[str, str], public_origin: str | None) -> bool:
    """``headers`` are of an unsafe request or of a WebSocket's handshake."""
    origin = headers.get("origin")
    if origin is not None and origin == public_origin:
        return False
    fetch_site = headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site not in ("same-origin", "none")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != headers.get("host")
    except ValueError:
        return True
