"""Puts the portal together."""

from fastapi import FastAPI

from intake_api.api.console import Hashed
from intake_api.portal import door, exporting, identifying, placing, uploading
from intake_api.portal.pages import ASSETS


def install(app: FastAPI, *, max_body_size: int) -> None:
    app.mount("/p/assets", Hashed(directory=ASSETS))
    # The door first: "open" is no id of a link.
    for module in (door, placing, identifying, exporting):
        app.include_router(module.router, max_body_size=max_body_size)
    # Bytes of a file are counted while they are stored.
    app.include_router(uploading.pages)
    app.include_router(uploading.steps)
