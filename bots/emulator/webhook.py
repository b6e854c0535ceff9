"""Delivers a bot's updates to its webhook, as tdlib/telegram-bot-api WebhookActor.cpp does."""

import asyncio
import json
import random
from collections import defaultdict, deque

import h11

from bots.emulator.bot import Bot, Webhook
from bots.emulator.botapi import perform
from bots.emulator.call import Call
from bots.emulator.errors import ApiError
from bots.emulator.faults import Point
from bots.emulator.http_client import Answer, HttpClient
from bots.emulator.json_types import JsonObject
from bots.emulator.parameters import Parameters
from bots.emulator.updates import Update
from bots.emulator.world import World

ANSWER_TIMEOUT_S = 60.0
LONGEST_WAIT_S = 3600
GONE_AFTER_S = 23 * 3600
NOT_IN_ANSWERS = frozenset({"setwebhook", "deletewebhook", "close", "logout"})

Lane = tuple[str, int | None]


class Delivery:
    """One webhook at work. A lane is a chat's messages, or one kind of the rest of one user:
    within a lane one update at a time, from the head; lanes side by side."""

    def __init__(self, world: World, bot: Bot, webhook: Webhook) -> None:
        self.world, self.bot, self.webhook = world, bot, webhook
        self._client = HttpClient(webhook.url)
        self._slots = asyncio.Semaphore(webhook.max_connections)
        self._lanes: defaultdict[Lane, deque[Update]] = defaultdict(deque)
        self._tasks: dict[Lane, asyncio.Task[None]] = {}
        self._chance = random.Random(bot.id)  # noqa: S311 - spreads retries, no secret
        self._gone_since: float | None = None

    def start(self) -> None:
        self.bot.queue.on_arrival = self.accept
        for update in list(self.bot.queue.pending.values()):
            self.accept(update)

    def stop(self) -> None:
        self.bot.queue.on_arrival = None
        for task in self._tasks.values():
            task.cancel()
        self._client.close()

    def accept(self, update: Update) -> None:
        lane = update.lane
        self._lanes[lane].append(update)
        if lane not in self._tasks:
            self._tasks[lane] = asyncio.ensure_future(self._work(lane))

    async def _work(self, lane: Lane) -> None:
        queue = self._lanes[lane]
        while queue:
            await self._until_done(queue[0])
            queue.popleft()
        del self._lanes[lane], self._tasks[lane]

    async def _until_done(self, update: Update) -> None:
        wait_s, longest_s = 0.0, self._chance.uniform(60, 120)
        while update.state == "pending" and update.expires_at > self.world.clock.now():
            asked_s = await self._attempt(update)
            if asked_s is None:
                self.bot.queue.confirm(update)
                return
            pause_s = asked_s or wait_s
            wait_s = min(longest_s, max(2.0, wait_s * 2))
            await self.world.clock.sleep_until(self.world.clock.now() + pause_s)
        if update.state == "pending":
            self.bot.queue.expired += 1
            self.bot.queue.drop(update)

    async def _attempt(self, update: Update) -> float | None:
        """None when taken; else the seconds the bot asked to wait (0: it did not say)."""
        spoil = self._fault(update)
        async with self._slots:
            update.delivered += 1
            self.bot.queue.delivered += 1
            if spoil.get("action") == "concurrent":
                first, _ = await asyncio.gather(self._post(update, {}), self._post(update, {}))
                answer = first
            else:
                answer = await self._post(update, spoil)
        if answer is None or spoil.get("action") == "lost_answer":
            return 0.0
        if 200 <= answer.status < 300:
            await self._carry_out(answer.body)
            return None
        return self._refused(answer)

    def _fault(self, update: Update) -> JsonObject:
        if not self.world.faults.rules:
            return {}
        point = Point(
            on="webhook",
            bot=self.bot.id,
            chat=update.chat_id,
            user=update.user_id,
            kind=update.kind,
            text=update.body.decode("utf-8", "replace"),
        )
        rule = self.world.faults.strike(point, self.world.clock.now())
        return rule.spec if rule is not None else {}

    async def _post(self, update: Update, spoil: JsonObject) -> Answer | None:
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.webhook.secret_token
        body = update.body
        match spoil.get("action"):
            case "wrong_secret":
                headers["X-Telegram-Bot-Api-Secret-Token"] = "wrong"
            case "no_secret":
                headers.pop("X-Telegram-Bot-Api-Secret-Token", None)
            case "content_type":
                headers["Content-Type"] = str(spoil.get("value", "text/plain"))
            case "raw_body":
                body = str(spoil.get("body", "")).encode()
        try:
            work = self._client.post(body, headers, spoil)
            return await asyncio.wait_for(work, ANSWER_TIMEOUT_S)
        except TimeoutError:
            self._failed("Read timeout expired")
        except (OSError, h11.ProtocolError) as error:
            self._failed(str(error) or "Connection closed")
        return None

    def _refused(self, answer: Answer) -> float:
        self._failed(f"Wrong response from the webhook: {answer.status}")
        now = self.world.clock.now()
        if answer.status == 410:
            self._gone_since = self._gone_since or now
            if now - self._gone_since > GONE_AFTER_S:
                self.world.stop_webhook(self.bot)
        else:
            self._gone_since = None
        asked = answer.retry_after.strip()
        return float(min(LONGEST_WAIT_S, int(asked))) if asked.isdigit() else 0.0

    def _failed(self, why: str) -> None:
        self.webhook.last_error_date = int(self.world.clock.now())
        self.webhook.last_error_message = why

    async def _carry_out(self, body: bytes) -> None:
        """A method in the answer's body is carried out; nobody sees its result."""
        try:
            asked = json.loads(body)
            method = str(asked.pop("method")).lower()
        except (ValueError, AttributeError, KeyError, TypeError):
            return
        if method.startswith("get") or method in NOT_IN_ANSWERS:
            return
        status = "200"
        try:
            await perform(Call(self.world, self.bot, Parameters(asked)), method)
        except ApiError as error:
            status = str(error.code)
        self.world.calls[method][status] += 1


class Deliveries:
    """The webhooks of all bots."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._running: dict[int, Delivery] = {}

    def start(self, bot: Bot, webhook: Webhook) -> None:
        self.stop(bot)
        bot.webhook = webhook
        delivery = self._running[bot.id] = Delivery(self.world, bot, webhook)
        delivery.start()

    def stop(self, bot: Bot) -> None:
        bot.webhook = None
        if delivery := self._running.pop(bot.id, None):
            delivery.stop()

    def stop_all(self) -> None:
        """For the end of the process: the webhooks stay set."""
        for delivery in self._running.values():
            delivery.stop()
        self._running.clear()
