"""Every setting of the intake API; read in ``__main__`` alone and handed down."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from intake_api.contract import Consent, IdentityField, Policy
from intake_api.geocoding import GeocoderKind
from intake_api.reports.targets import HOUR, TARGETS, Targets

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
    undo_send_s: int = Field(default=5, ge=0, le=60)
    """How long a reply waits here so that its author can take it back; 0 sends at once."""
    journal_keep_days: int = Field(default=30, gt=0)
    """How far back a console may resume; older entries are forgotten."""
    identity_fields: str = ""
    """What the identity page asks for beside name and phone: ``birth_date``, ``iin``, by comma."""
    consent_file: Path | None = None
    """The authority's own consent text: JSON with ``version`` and ``texts`` in kk, ru, en."""
    largest_upload_bytes: int = Field(default=2048 * MEBIBYTE, gt=0)
    """What the upload page takes for one file."""
    sos_alarm_s: int = Field(default=TARGETS.sos_unopened_s, gt=0, le=HOUR)
    """How long an SOS may stay unopened before the supervisors are alarmed."""
    sos_call_s: int = Field(default=TARGETS.sos_102_s, gt=0, le=HOUR)
    """How long an SOS may stay unopened before the citizen is told to call 102."""
    similar_hours: int = Field(default=6, gt=0)
    similar_m: int = Field(default=300, gt=0)
    """How old and how far away another report may be to be offered as the same."""
    keep_reports_days: int = Field(default=1095, ge=0)
    """How long the law has closed reports kept, whatever their citizens wish."""
    public_url: str | None = None
    """Where citizens' browsers see us; else ``public_origin``, else host and port."""
    keys_file: Path = Path("var/intake.keys")
    """The keys that seal names and phones; made at the first start. Back it up apart."""
    map_raster_url: str = ""
    """Map pictures of the place page and of the console, which learn where people look:
    ``https://tiles.example.kz/{z}/{x}/{y}.png``."""
    map_style_url: str = ""
    """A MapLibre style of the centre's own server for the console, instead of pictures."""
    map_pmtiles: Path | None = None
    """A PMTiles file that we serve to the console: streets without any other server."""
    map_folder: Path | None = None
    """Where the PMTiles files lie that administrators may choose from in the console."""
    map_attribution: Annotated[str, Field(max_length=300)] = ""
    """Whose map it is, as its licence wants it shown."""
    geocoder: GeocoderKind = GeocoderKind.NONE
    """Who is asked where a typed address lies: ``none``, ``nominatim``, ``photon``, ``pelias``."""
    geocoder_url: str = ""
    """That server, of the centre's own at best: addresses are citizens' words."""
    geocoder_country: str = ""
    """Two letters that narrow its search, as ``kz``."""
    bot_name: Annotated[str, Field(pattern=r"^([A-Za-z]\w{3,31})?$")] = ""
    """The citizen bot's name in Telegram, without ``@``: the answers' pages lead to it."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    def policy(self) -> Policy:
        """The rules of the house that bots must know. Raises ValueError for what they are not."""
        asked = (one.strip() for one in self.identity_fields.split(","))
        consent = self.consent_file
        return Policy(
            identity_fields=tuple(IdentityField(one) for one in asked if one),
            consent=Consent.model_validate_json(consent.read_bytes()) if consent else None,
            largest_upload=self.largest_upload_bytes,
        )

    def targets(self) -> Targets:
        """Where administrators have chosen nothing."""
        return Targets(sos_unopened_s=self.sos_alarm_s, sos_102_s=self.sos_call_s)

    def bot_link(self) -> str:
        """Where Telegram opens the citizen bot; empty if its name is not known."""
        return f"https://t.me/{self.bot_name}" if self.bot_name else ""

    def base_url(self) -> str:
        """Where citizens' browsers reach us, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        told = self.public_url or self.public_origin
        return (told or f"http://{host}:{self.port}").rstrip("/")
