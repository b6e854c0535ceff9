"""Random secrets that are shown once and kept as hashes.

A prefix says what was found when one turns up where it should not be: ``qb_`` is a
bot's key, ``qt_`` an API token, ``qs_`` a session, ``ql_`` a one-time link, ``qp_`` the
page that such a link has opened.
"""

import hashlib
import secrets

BOT_KEY = "qb_"
API_TOKEN = "qt_"  # noqa: S105
SESSION = "qs_"
LINK = "ql_"
PAGE = "qp_"


def new_secret(prefix: str) -> str:
    """256 random bits behind ``prefix``."""
    return prefix + secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """What is stored. Plain SHA-256: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
