"""/p/receipt: an anonymous report, read and added to by whoever has its code.

The code comes as the body of a POST each time: it stands in no address and no log, and
nothing of it stays in the browser.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from intake_api.api.who import TheHouse
from intake_api.contract import Locale
from intake_api.days import KAZAKHSTAN
from intake_api.house import House
from intake_api.portal.pages import locale_of, page
from intake_api.portal.troubles import PageRoute, log
from intake_api.refusals import ReceiptUnknown, TooManyAttempts
from intake_api.reports.receipt_pages import MOST_CHARACTERS, Seen, read_by_code, write_by_code
from storage.ids import new_id

router = APIRouter(prefix="/p/receipt", route_class=PageRoute, include_in_schema=False)

LONGEST_CODE = 200
LONGEST_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form. It is shown again whenever it was not taken."""

    code: str = ""
    text: str = ""
    once: str


@router.get("")
async def ask(request: Request) -> Response:
    return _form(request, Typed(once=_fresh()))


@router.post("")
async def take(
    house: TheHouse,
    request: Request,
    code: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    once: Annotated[str, Form()] = "",
) -> Response:
    """Show the report of the code, having added ``text`` to it if there is one."""
    typed = Typed(
        code=code.strip()[:LONGEST_CODE],
        text=text.replace("\r\n", "\n").replace("\x00", "").strip(),
        once=once[:LONGEST_ONCE] or _fresh(),
    )
    try:
        return await _act(house, request, typed)
    except ReceiptUnknown:
        return await _unknown(house, request, typed)
    except (DBAPIError, PoolTimeout) as error:
        # Not the page that all others show: what was typed must not be lost.
        log.error("database_failed", error=type(error).__name__)
        return _form(request, typed, status=503, mistake="receipt.later")


async def _act(house: House, request: Request, typed: Typed) -> Response:
    within = timedelta(days=house.settings.reopen_days)
    is_too_long = len(typed.text) > MOST_CHARACTERS
    is_sent = bool(typed.text) and not is_too_long
    if is_sent:
        await house.reports.perform(
            lambda work: write_by_code(
                work, typed.code, typed.text, typed.once, reopen_within=within
            )
        )
    locale = locale_of(request)
    seen = await house.reports.perform(
        lambda work: read_by_code(work, typed.code, locale, reopen_within=within)
    )
    left = typed if is_too_long else Typed(code=typed.code, once=_fresh())
    return _report(request, locale, seen, left, is_sent=is_sent)


async def _unknown(house: House, request: Request, typed: Typed) -> Response:
    """The same words for whatever is no code. Only who is wrong is slowed down."""
    try:
        await house.wrong_tokens.note(request.client.host if request.client else "")
    except TooManyAttempts as refusal:
        response = _form(request, typed, status=429, mistake="trouble.too_many.what")
        response.headers["Retry-After"] = str(refusal.retry_after_s)
        return response
    return _form(request, typed, status=404, mistake="receipt.unknown")


def _form(request: Request, typed: Typed, *, status: int = 200, mistake: str = "") -> Response:
    return page(
        request,
        "receipt_open",
        locale=locale_of(request),
        status=status,
        typed=typed,
        mistake=mistake,
        most=MOST_CHARACTERS,
    )


def _report(
    request: Request, locale: Locale, seen: Seen, typed: Typed, *, is_sent: bool
) -> Response:
    return page(
        request,
        "receipt",
        locale=locale,
        status=422 if typed.text else 200,
        seen=seen,
        typed=typed,
        is_sent=is_sent,
        most=MOST_CHARACTERS,
        moment=_moment,
    )


def _moment(at: datetime) -> str:
    return at.astimezone(KAZAKHSTAN).strftime("%d.%m.%Y %H:%M")


def _fresh() -> str:
    return str(new_id())
