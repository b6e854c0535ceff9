"""Wire types of people's own accounts, and of what administrators do about others'."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from intake_api.api.models import Asked, Shown, Stripped
from intake_api.auth.actor import Role
from intake_api.contract import Locale, Text

Password = Annotated[Text, Field(min_length=8, max_length=1000)]
OldPassword = Annotated[Text, Field(min_length=1, max_length=1000)]
Name = Annotated[Text, Field(min_length=1, max_length=200), Stripped]
Login = Annotated[Text, Field(pattern=r"^[^\s\x00-\x1f]{1,100}$"), Stripped]
Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z -]{1,40}$")]
Scope = Annotated[str, Field(pattern=r"^[a-z_-]{1,40}:(read|write)$")]


class PasswordWish(Asked):
    """``current`` proves that it is still the same person."""

    current: OldPassword
    new: Password


class Proof(Asked):
    """The password, for what an open screen alone should not allow."""

    password: OldPassword


class FactorCode(Asked):
    """Six digits of the phone."""

    code: Code


class SecondFactorState(Shown):
    """``required`` by the role; ``recovery_codes`` are those not used yet."""

    on: bool
    required: bool
    recovery_codes: int


class SecondFactorBegun(Shown):
    """``secret`` in base32 for typing, ``uri`` for a phone, ``picture`` its QR code (data:)."""

    secret: str
    uri: str
    picture: str


class RecoveryCodes(Shown):
    """Each is good once; nobody can be shown them again."""

    codes: list[str]


class SessionShown(Shown):
    """``here`` is the one that asks."""

    id: UUID
    login: str
    name: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str
    here: bool


class Sessions(Shown):
    items: list[SessionShown]


class NewToken(Asked):
    """``scopes`` as ``reports:read``; ``days`` until it ends by itself."""

    name: Name
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=100)]
    days: Annotated[int, Field(ge=1, le=730)] = 90


class TokenShown(Shown):
    """``scopes`` null: all that its owner may do; made at the command line only."""

    id: UUID
    login: str
    name: str
    scopes: list[str] | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class Tokens(Shown):
    """``scopes`` are all that there are."""

    items: list[TokenShown]
    scopes: list[str]


class TokenMade(Shown):
    """``token`` is shown this once."""

    id: UUID
    token: str


class NewPerson(Asked):
    login: Login
    name: Name
    position: Name
    role: Role
    locale: Locale = Locale.KK


class PersonWish(Asked):
    """What is left out stays as it is."""

    name: Name | None = None
    position: Name | None = None
    role: Role | None = None
    locale: Locale | None = None
    disabled: bool | None = None


class PersonShown(Shown):
    """``invited_until``: has a one-time password and has not chosen another yet."""

    id: UUID
    login: str
    name: str
    position: str
    role: Role
    locale: Locale
    disabled_at: datetime | None
    invited_until: datetime | None
    second_factor_since: datetime | None


class People(Shown):
    items: list[PersonShown]


class PersonInvited(Shown):
    """``one_time_password`` is shown this once; it must be changed at the first sign-in."""

    person: PersonShown
    one_time_password: str


class NewBotKey(Asked):
    """Keys of one name are one bot's and valid together, so that a key can be changed."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]


class BotKeyShown(Shown):
    id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


class BotKeysShown(Shown):
    items: list[BotKeyShown]


class BotKeyMade(Shown):
    """``key`` is shown this once."""

    id: UUID
    key: str
