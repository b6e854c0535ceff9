"""Puts the intake API together; nothing else wires."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

from fastapi import Depends, FastAPI

from intake_api import errors
from intake_api.api import (
    account,
    attachments,
    audit,
    board,
    bot_keys,
    bulk,
    case_file,
    catalogue,
    console,
    conversations,
    corrections,
    deliveries,
    exports,
    faq,
    faq_articles,
    faq_bulk,
    faq_exchange,
    faq_figures,
    faq_files,
    faq_house,
    faq_replies,
    faq_trying,
    faq_work_list,
    health,
    identity,
    incidents,
    links,
    live,
    map_admin,
    maps,
    messages,
    methods,
    pictures,
    queue,
    reports,
    retention,
    schema,
    search,
    session,
    shifts,
    staff,
    statistics,
    tags,
    targets,
    templates,
    tracks,
    transitions,
    views,
    wishes,
)
from intake_api.api.bodies import strict_body
from intake_api.auth.attempts import Attempts
from intake_api.auth.bot_keys import BotKeys
from intake_api.auth.pace import OPINIONS, QUESTIONS, WRONG_TOKENS, Pace
from intake_api.chosen_map import ChosenMap
from intake_api.faq.shelf import Shelf
from intake_api.faq.sowing import sow as sow_faq
from intake_api.feed import Feed
from intake_api.gate import Gate
from intake_api.geocoding import geocoder
from intake_api.house import House
from intake_api.identity.keys import KeyFile, ensure
from intake_api.map_source import map_source
from intake_api.metrics import Metrics
from intake_api.portal import site
from intake_api.portal.chores import doing_chores
from intake_api.presence import Room
from intake_api.reports.catalogue import sow
from intake_api.reports.templates import sow as sow_templates
from intake_api.scheduler import looking_up, ticking
from intake_api.settings import IntakeSettings
from storage.blobs import BlobStore
from storage.database import Database
from storage.migrate import upgrade
from storage.parts import PartStore
from storage.reports.unit_of_work import Reports

PACKAGE = "storage.reports"
ROUTERS = (
    *(session, reports, messages, transitions, deliveries, queue, live, health, corrections),
    *(shifts, tags, bulk, views, account, staff, bot_keys, targets, retention, audit, exports),
    *(case_file, catalogue, tracks, wishes, conversations, identity, links, pictures, maps),
    map_admin,
    *(board, statistics, incidents, search, faq, faq_articles, faq_bulk, faq_house),
    *(faq_replies, faq_trying, faq_work_list, faq_figures, templates),
)


def create_app(settings: IntakeSettings) -> FastAPI:
    """The application; it opens its database when it starts, not before."""
    house = _house(settings)
    app = FastAPI(
        title="Qulaq intake API",
        version=_version(),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if settings.docs else None,
    )
    app.state.house = house
    for module in ROUTERS:
        app.include_router(
            module.router,
            max_body_size=settings.max_body_bytes,
            dependencies=[Depends(strict_body)],
        )
    app.include_router(case_file.styles)
    # The bytes of files are counted while they come.
    app.include_router(attachments.router)
    app.include_router(faq_files.router)
    app.include_router(faq_exchange.router)
    site.install(app, max_body_size=settings.max_body_bytes)
    console.install(app, settings.web_dist, docs=settings.docs)
    schema.install(app)
    errors.install(app)
    methods.install(app)
    app.add_middleware(
        Gate,
        metrics=house.metrics,
        public_origin=settings.public_origin,
        map_origins=house.chosen_map.origins,
    )
    return app


def _house(settings: IntakeSettings) -> House:
    made = Reports(Database(settings.database_url))
    feed = Feed(made)
    return House(
        settings=settings,
        chosen_map=ChosenMap(made, map_source(settings), settings.map_folder),
        reports=made,
        blobs=BlobStore(settings.blobs_url),
        parts=PartStore(settings.blobs_url),
        keys=KeyFile(settings.keys_file),
        wrong_tokens=Pace(WRONG_TOKENS),
        readers=Pace(QUESTIONS),
        opinions=Pace(OPINIONS),
        feed=feed,
        room=Room(made, feed.stir),
        shelf=Shelf(made, site=settings.base_url()),
        bot_keys=BotKeys(made),
        attempts=Attempts(),
        metrics=Metrics(),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    house: House = app.state.house
    async with AsyncExitStack() as stack:
        stack.push_async_callback(house.reports.dispose)
        ensure(house.settings.keys_file)
        await upgrade(house.reports.database, PACKAGE)
        house.settings.policy()  # a mistyped rule is found now, not by the first bot
        await house.reports.perform(sow)
        await house.reports.perform(sow_templates)
        await house.reports.perform(sow_faq)
        await house.shelf.refresh()
        await stack.enter_async_context(house.feed.running())
        await stack.enter_async_context(house.room.running())
        kept = timedelta(days=house.settings.journal_keep_days)
        lease = timedelta(minutes=house.settings.lease_minutes)
        await stack.enter_async_context(ticking(house.reports, house.blobs, kept=kept, lease=lease))
        await stack.enter_async_context(house.shelf.kept_ready())
        await stack.enter_async_context(doing_chores(house))
        asked = house.settings
        known = await stack.enter_async_context(
            geocoder(asked.geocoder, asked.geocoder_url, country=asked.geocoder_country)
        )
        await stack.enter_async_context(looking_up(house.reports, known))
        yield


def _version() -> str:
    try:
        return version("qulaq")
    except PackageNotFoundError:
        return "0"
