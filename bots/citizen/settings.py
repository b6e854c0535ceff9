"""Settings of the citizen bot: ``QULAQ_CITIZEN_…`` of the environment, read by ``__main__``."""

from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class CitizenSettings(BaseSettings):
    """What ``.env.example`` lists under the citizen bot. Nothing set is the same as empty."""

    model_config = SettingsConfigDict(
        env_prefix="QULAQ_CITIZEN_", env_ignore_empty=True, extra="ignore"
    )

    token: SecretStr = SecretStr("")
    """What @BotFather gave."""
    telegram_api: str = "https://api.telegram.org"
    """Another Bot API server: the emulator, or one of your own."""
    telegram_local: bool = False
    """That server runs with ``--local`` on this machine: files of up to 2 GB, from its disk."""
    database_url: str = "sqlite+aiosqlite:///var/conversations.sqlite"
    intake_url: str = "http://127.0.0.1:8080"
    intake_key: SecretStr = SecretStr("")
    """What ``python -m intake_api bot-key add citizen`` printed."""
    updates: Literal["polling", "webhook"] = "polling"
    """Whether we ask Telegram for updates or Telegram posts them to us."""
    webhook_url: str = ""
    """Where Telegram reaches us: https, without the path, which is ours to choose."""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(8443, ge=0, le=65535)
    """Where we listen, behind whatever ends TLS."""
    webhook_secret: SecretStr = SecretStr("")
    """What Telegram shows with each update; 16 to 256 of A-Z a-z 0-9 _ -."""
    webhook_connections: int = Field(40, ge=1, le=100)
    """How many updates Telegram may post at once."""
    poll_timeout_s: int = Field(30, ge=0, le=50)
    batch_size: int = Field(100, ge=1, le=100)
    """How many updates share a transaction."""
    sends_per_second: float = Field(30.0, gt=0)
    """Messages to all chats together; Telegram takes about 30."""
    sends_per_chat_per_second: float = Field(1.0, gt=0)
    """Messages to one chat, beyond a burst of 20."""
    chat_per_minute: int = Field(60, ge=1)
    """Events of one chat a minute that are answered; those beyond are kept all the same."""
    all_per_minute: int = Field(3000, ge=1)
    """The same of all chats together; beyond it only quiet chats are answered."""
    allowed_chats: str = ""
    """Groups and channels, by comma, in which the bot stays, silent; all others it leaves."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics_port: int | None = None
    """Where Prometheus may read; none if not set."""

    @field_validator("allowed_chats")
    @classmethod
    def _ids(cls, given: str) -> str:
        for one in filter(None, given.split(",")):
            int(one)
        return given

    def chats(self) -> list[int]:
        """``allowed_chats`` as numbers."""
        return [int(one) for one in self.allowed_chats.split(",") if one.strip()]
