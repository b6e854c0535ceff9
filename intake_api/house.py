"""Everything a request may need, put together once by ``app.create_app``."""

from dataclasses import dataclass

from intake_api.auth.attempts import Attempts
from intake_api.auth.bot_keys import BotKeys
from intake_api.auth.pace import Pace
from intake_api.chosen_map import ChosenMap
from intake_api.faq.shelf import Shelf
from intake_api.feed import Feed
from intake_api.identity.keys import KeyFile
from intake_api.metrics import Metrics
from intake_api.presence import Room
from intake_api.settings import IntakeSettings
from storage.blobs import BlobStore
from storage.parts import PartStore
from storage.reports.unit_of_work import Reports


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    settings: IntakeSettings
    chosen_map: ChosenMap
    reports: Reports
    blobs: BlobStore
    parts: PartStore
    keys: KeyFile
    wrong_tokens: Pace
    readers: Pace
    opinions: Pace
    feed: Feed
    room: Room
    shelf: Shelf
    bot_keys: BotKeys
    attempts: Attempts
    metrics: Metrics
