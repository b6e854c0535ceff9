"""What most bots do: an aiogram Dispatcher with filters and one ORM commit per update.

Two yardsticks: ``UsualBot`` for updates made durable one by one, and ``main``, a bare
polling bot that keeps nothing and answers every message, for the CPU of a reply.
"""

import asyncio
import os
from pathlib import Path

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from sqlalchemy import BigInteger, String
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Chat(Base):
    __tablename__ = "chat"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    state: Mapped[str] = mapped_column(String, default="start")


class Kept(Base):
    __tablename__ = "kept"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    chat: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]


class UsualBot:
    """Feed it updates; each is one handler call and one ORM transaction."""

    def __init__(self, folder: Path) -> None:
        self._engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/usual.sqlite")
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._bot = Bot("1:USUAL")
        self._dispatcher = Dispatcher()
        self._dispatcher.message.register(self._keep, F.text, F.chat.type == "private")

    async def start(self) -> None:
        async with self._engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    async def stop(self) -> None:
        await self._engine.dispose()
        await self._bot.session.close()

    async def feed(self, update: dict[str, object]) -> None:
        await self._dispatcher.feed_raw_update(self._bot, update)

    async def _keep(self, message: Message) -> None:
        async with self._sessions() as session:
            chat = await session.get(Chat, message.chat.id) or Chat(id=message.chat.id)
            chat.state = "described"
            session.add_all([chat, Kept(chat=message.chat.id, text=message.text or "")])
            await session.commit()


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["EMULATOR_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer("Қабылданды. Принято. Received.")

    await dispatcher.start_polling(bot, handle_signals=True)


if __name__ == "__main__":
    asyncio.run(main())
