"""Every setting of the intake API; read in ``__main__`` alone and handed down."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MEBIBYTE = 1024 * 1024


class IntakeSettings(BaseSettings):
    """From the environment, ``QULAQ_INTAKE_<NAME>``. A new one goes into ``.env.example`` too.

    Other names are ignored: a ``.env`` holds the settings of every process.
    """

    model_config = SettingsConfigDict(
        env_prefix="QULAQ_INTAKE_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    database_url: str = "sqlite+aiosqlite:///var/intake.sqlite"
    blobs_url: str = "var/blobs"
    max_body_bytes: int = Field(default=2 * MEBIBYTE, gt=0)
    max_attachment_bytes: int = Field(default=200 * MEBIBYTE, gt=0)
    session_hours: int = Field(default=12, gt=0)
    cookie_secure: bool = False
    public_origin: str | None = None
    """Where browsers see us, e.g. ``https://intake.example.kz``, if a proxy hides it from us."""
    trusted_proxies: str = ""
    """Addresses, by comma, whose ``X-Forwarded-For`` is believed."""
    web_dist: Path = Path(__file__).parent / "web" / "dist"
    docs: bool = True
    """Whether /docs and /openapi.json are served."""
    reopen_days: int = Field(default=14, ge=0)
    """How long after closing a citizen's message opens a report again."""
    lease_minutes: int = Field(default=10, gt=0)
    """How long a report in review stays with an owner who does nothing about it."""
    journal_keep_days: int = Field(default=30, gt=0)
    """How far back a console may resume; older entries are forgotten."""
    identity_fields: str = ""
    """What the identity page asks for beside name and phone: ``birth_date``, ``iin``, by comma."""
    largest_upload_bytes: int = Field(default=2048 * MEBIBYTE, gt=0)
    """What the upload page takes for one file."""
    public_url: str | None = None
    """Where citizens' browsers see us; else ``public_origin``, else host and port."""
    keys_file: Path = Path("var/intake.keys")
    """The keys that seal names and phones; made at the first start. Back it up apart."""
    map_raster_url: str = ""
    """Map pictures of the place page, as ``https://tiles.example.kz/{z}/{x}/{y}.png``."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    def base_url(self) -> str:
        """Where citizens' browsers reach us, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        told = self.public_url or self.public_origin
        return (told or f"http://{host}:{self.port}").rstrip("/")
