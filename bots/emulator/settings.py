"""Settings of the emulator: the environment's `QULAQ_EMULATOR_...`, read in `__main__` alone."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


@dataclass(frozen=True, kw_only=True)
class BotSeed:
    """A bot that exists from the start. The number before the token's colon is its id."""

    token: str
    username: str
    name: str

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])


CITIZEN_BOT = BotSeed(token="111111:EMULATOR-CITIZEN", username="qulaq_bot", name="Qulaq")  # noqa: S106 - a made-up token of a made-up server


class EmulatorSettings(BaseSettings):
    """What `docs/emulator.md` lists under Settings."""

    model_config = SettingsConfigDict(env_prefix="QULAQ_EMULATOR_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8081
    bots: Annotated[tuple[BotSeed, ...], NoDecode] = (CITIZEN_BOT,)
    state: Path | None = None
    local: Path | None = None
    limits: bool = False
    phone_dist: Path = Path(__file__).parent / "phone" / "dist"
    seed: int = 1

    @field_validator("state", "local", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    @field_validator("bots", mode="before")
    @classmethod
    def _bots(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if not value.strip():
            return (CITIZEN_BOT,)
        if value.lstrip().startswith("["):
            return tuple(BotSeed(**one) for one in json.loads(value))
        return tuple(_bot(one) for one in value.split(",") if one.strip())


def _bot(text: str) -> BotSeed:
    parts = text.strip().split(":", 3)
    if len(parts) < 3 or not parts[0].isdigit():
        raise ValueError(f"a bot is written id:secret:username:display name, not {text!r}")
    number, secret, username = parts[:3]
    name = parts[3] if len(parts) == 4 else username
    return BotSeed(token=f"{number}:{secret}", username=username, name=name)
