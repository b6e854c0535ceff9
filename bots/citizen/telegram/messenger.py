"""One bot at Telegram: the runtime's port, carried out by aiogram.

Updates are fetched raw: aiogram reads a whole batch or nothing of it, and one
update it cannot read would stop the bot for a day (aiogram#1587, #1840).
"""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.methods import GetUpdates, Response, SendMessage
from aiogram.types import (
    File,
    InlineQueryResultArticle,
    InlineQueryResultUnion,
    InputTextMessageContent,
    Message,
)
from aiohttp import ClientTimeout

from bots.citizen.telegram.decode import decode
from bots.citizen.telegram.disk import read_from
from bots.citizen.telegram.errors import calling
from bots.citizen.telegram.profile import introduce
from bots.citizen.telegram.render import NO_PREVIEW, render, split
from bots.dialogue.effects import Say
from bots.runtime.messenger import (
    Aside,
    ChatGone,
    Contested,
    FileTooBig,
    Ignored,
    Incoming,
    Intrusion,
    MessengerError,
    Rejected,
    Unavailable,
)
from bots.runtime.texts import Texts

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
DELETED_AT_ONCE = 100  # Bot API §deleteMessages
LARGEST_FILE = 20 << 20  # bytes (Bot API §getFile)
CHUNK = 1 << 16
RESULTS_AT_MOST = 50  # Bot API §answerInlineQuery
INLINE_CACHED_S = 60
# We send plain text, so this should never come; should it, the words alone must go.
UNPARSABLE = "can't parse entities"
# pydantic forgets a generic class that nobody holds, and building one anew for every
# answer took an eighth of the bot's CPU.
KNOWN_ANSWERS = (Response[Message], Response[File], Response[bool])
SLACK_S = 10  # how long an answer may take beyond the long poll itself


def utc_now() -> datetime:
    return datetime.now(UTC)


class TelegramMessenger:
    """The citizen bot's door. ``close`` it when done."""

    def __init__(
        self,
        token: str,
        texts: Texts,
        *,
        api_url: str | None = None,
        now: Callable[[], datetime] = utc_now,
        timeout_s: float = 15,
        allowed_chats: Iterable[int] = (),
        local: bool = False,
    ) -> None:
        """``api_url`` is another Bot API server, the emulator say; None is Telegram itself.

        In ``allowed_chats``, groups or channels, the bot stays, and stays silent. A ``local``
        server (Bot API §Using a Local Bot API Server) hands files of any size out on its disk.
        """
        api = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
        self._session = AiohttpSession(api=api, timeout=timeout_s)
        self._bot = Bot(token, session=self._session)
        self._token = token
        self._texts = texts
        self._now = now
        self._local = local
        self._allowed = frozenset(f"telegram:{chat}" for chat in allowed_chats)

    def decode(self, update: Mapping[str, object]) -> Incoming | Aside:
        """See ``Messenger.decode``. Raises CannotDecode or pydantic's ValidationError."""
        found = decode(update, self._texts, self._now)
        if isinstance(found, Intrusion) and found.chat in self._allowed:
            return Ignored()
        return found

    async def fetch_updates(self, offset: int, timeout_s: int) -> list[Mapping[str, object]]:
        """Up to 100 raw updates from ``offset`` on; waits up to ``timeout_s`` for the first."""
        asked = {
            "offset": offset,
            "timeout": timeout_s,
            "limit": 100,
            "allowed_updates": ALLOWED_UPDATES,
        }
        url = self._session.api.api_url(self._token, "getUpdates")
        with calling(self._token):
            client = await self._session.create_session()
            timeout = ClientTimeout(total=timeout_s + SLACK_S)
            async with client.post(url, json=asked, timeout=timeout) as response:
                status, body = response.status, await response.read()
        return self._updates(status, body)

    async def open_webhook(self, url: str, *, secret: str, connections: int) -> None:
        """Have updates posted to ``url``; nothing that waits is dropped (Bot API §setWebhook)."""
        with calling(self._token):
            await self._bot.set_webhook(
                url,
                secret_token=secret,
                max_connections=connections,
                allowed_updates=list(ALLOWED_UPDATES),
            )

    async def close_webhook(self) -> None:
        """Have nothing posted any more; nothing that waits is dropped."""
        with calling(self._token):
            await self._bot.delete_webhook(drop_pending_updates=False)

    async def send(self, chat: str, say: Say) -> str:
        """Say it; returns the ref of the last message sent (a long text takes several)."""
        ref, sent = "", say.from_part
        try:
            for method in render(chat, say, self._texts)[sent:]:
                ref = await self._say(method)
                sent += 1
        except MessengerError as error:
            error.sent = sent
            raise
        return ref

    async def _say(self, method: SendMessage) -> str:
        try:
            with calling(self._token):
                return str((await self._bot(method)).message_id)
        except Rejected as error:
            if UNPARSABLE not in str(error):
                raise
        bare = method.model_copy(update={"parse_mode": None, "entities": None})
        with calling(self._token):
            return str((await self._bot(bare)).message_id)

    async def delete(self, chat: str, refs: Sequence[str]) -> int:
        """Take messages out of the chat; what cannot be found is passed over by Telegram."""
        chat_id = int(chat.removeprefix("telegram:"))
        ids = [int(ref) for ref in refs]
        groups = (ids[at : at + DELETED_AT_ONCE] for at in range(0, len(ids), DELETED_AT_ONCE))
        return sum([await self._delete(chat_id, group) for group in groups])

    async def _delete(self, chat_id: int, ids: Sequence[int]) -> int:
        """How many of ``ids`` went. One that is too old makes Telegram keep them all, so the
        list is halved until the culprits stand alone."""
        try:
            with calling(self._token):
                await self._bot.delete_messages(chat_id, list(ids))
        except Rejected:
            half = len(ids) // 2
            if not half:
                return 0
            first = await self._delete(chat_id, ids[:half])
            return first + await self._delete(chat_id, ids[half:])
        return len(ids)

    async def acknowledge(self, press: str) -> None:
        """Stop the spinner of a pressed button; a press too old for it is no error."""
        try:
            with calling(self._token):
                await self._bot.answer_callback_query(press)
        except Rejected:
            return

    async def answer_inline(self, query: str, found: Sequence[tuple[str, str, str]]) -> None:
        """Show what was ``found``; a query too old for it is no error."""
        results: list[InlineQueryResultUnion] = [
            InlineQueryResultArticle(
                id=name,
                title=title,
                input_message_content=InputTextMessageContent(
                    message_text=split(text)[0], link_preview_options=NO_PREVIEW
                ),
            )
            for name, title, text in found[:RESULTS_AT_MOST]
        ]
        with suppress(Rejected), calling(self._token):
            await self._bot.answer_inline_query(query, results, cache_time=INLINE_CACHED_S)

    async def leave(self, chat: str, locale: str) -> None:
        """Say why, if one may speak there, and leave; being out already is no error."""
        chat_id = int(chat.removeprefix("telegram:"))
        with suppress(MessengerError), calling(self._token):
            await self._bot.send_message(chat_id, self._texts.text(locale, "group-leave"))
        with suppress(Rejected, ChatGone), calling(self._token):
            await self._bot.leave_chat(chat_id)

    def download(self, file_id: str) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """The file's bytes as a stream. Raises FileTooBig on entering."""
        return self._download(file_id)

    async def introduce(self) -> None:
        """Tell Telegram the bot's descriptions and commands in every language."""
        with calling(self._token):
            await introduce(self._bot, self._texts)

    async def close(self) -> None:
        """Let the connections go."""
        # Not AiohttpSession.close: it sleeps on top of it (aiohttp < 4 and TLS).
        await (await self._session.create_session()).close()

    def _updates(self, status: int, body: bytes) -> list[Mapping[str, object]]:
        try:
            answer = json.loads(body)
        except ValueError:
            raise Unavailable(f"getUpdates: {status}, not JSON") from None
        match answer:
            case {"ok": True, "result": list(updates)} if status == 200:
                return updates
        if status == 409:
            raise Contested("getUpdates: 409")
        with calling(self._token):  # aiogram knows the refusals
            self._session.check_response(
                self._bot, GetUpdates(), status, body.decode("utf-8", "replace")
            )
        raise Unavailable(f"getUpdates: {status}, not a list")

    @asynccontextmanager
    async def _download(self, file_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        with calling(self._token):
            file = await self._bot.get_file(file_id)
        if not self._local and file.file_size is not None and file.file_size > LARGEST_FILE:
            raise FileTooBig(f"{file.file_size} bytes")
        if file.file_path is None:
            raise Unavailable("getFile: no path yet")
        if self._local and file.file_path.startswith("/"):
            yield read_from(Path(file.file_path))
            return
        url = self._session.api.file_url(self._token, file.file_path)
        with calling(self._token):
            client = await self._session.create_session()
            timeout = ClientTimeout(total=None, connect=15, sock_read=30)
            response = await client.get(url, timeout=timeout)
        async with response:
            if response.status != 200:  # 404: the link lives an hour; getFile makes a new one
                raise Unavailable(f"download: {response.status}")
            yield self._chunks(response.content.iter_chunked(CHUNK))

    async def _chunks(self, content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        with calling(self._token):
            async for chunk in content:
                yield chunk
