"""Puts the portal together."""

from fastapi import FastAPI

from intake_api.api.console import Hashed
from intake_api.contract import Locale
from intake_api.portal import door, exporting, identifying, placing, receipts, uploading
from intake_api.portal.faq import asking, crawling, opinions, reading
from intake_api.portal.pages import ASSETS


def install(app: FastAPI, *, max_body_size: int) -> None:
    app.mount("/p/assets", Hashed(directory=ASSETS))
    # The door before what it opens: "open" is no id of a link. A code is no link at all.
    for module in (receipts, door, placing, identifying, exporting):
        app.include_router(module.router, max_body_size=max_body_size)
    # Bytes of a file are counted while they are stored.
    app.include_router(uploading.pages)
    app.include_router(uploading.steps)
    _install_answers(app, max_body_size)


def _install_answers(app: FastAPI, max_body_size: int) -> None:
    app.include_router(crawling.router)
    for locale in Locale:
        # "search" before what may be the id of an article.
        for router in (asking.router, opinions.router, reading.router):
            app.include_router(router, prefix=f"/{locale}", max_body_size=max_body_size)
