"""Inline mode: a citizen asks, the bot answers with results, one of them is sent."""

from dataclasses import asdict

from bots.emulator.arrivals import emit
from bots.emulator.bot import Query
from bots.emulator.citizen import Citizen, Impossible, Outcome
from bots.emulator.json_types import JsonObject


def ask(citizen: Citizen, words: str, offset: str = "") -> Outcome:
    """`inline_query`, typed in the chat with the bot (or in a group with it)."""
    world, bot, chat = citizen.world, citizen.bot, citizen.chat
    query = Query(world.clock.now(), citizen.user["id"], chat.id, words=words)
    query_id = bot.open_query(query, world.chance)
    world.remember("query", f"{bot.id}:{query_id}", lambda: asdict(query))
    asked = {
        "id": query_id,
        "from": citizen.sender,
        "chat_type": "sender" if chat.is_private else chat.info["type"],
        "query": words,
        "offset": offset,
    }
    ids = emit(world, bot, "inline_query", asked)
    return Outcome([], ids, {"inline_query_id": query_id})


def choose(citizen: Citizen, query_id: str, result_id: str) -> Outcome:
    """Sends a result of an answered query; the bot sees the message and that it was chosen."""
    bot = citizen.bot
    query, answer = bot.queries.get(query_id), bot.inline_answers.get(query_id)
    if query is None or answer is None:
        raise Impossible(404, f"no answered inline query {query_id}")
    for result in answer["results"]:
        if str(result.get("id")) == result_id:
            outcome = citizen.say({"via_bot": bot.user, **_content(result)})
            chosen = {"result_id": result_id, "from": citizen.sender, "query": query.words}
            outcome.update_ids += emit(citizen.world, bot, "chosen_inline_result", chosen)
            return outcome
    raise Impossible(404, f"no result {result_id!r}")


def _content(result: JsonObject) -> JsonObject:
    """What the message says: its text or place; of other kinds, their title."""
    if "said" in result:
        return dict(result["said"])
    given = result.get("input_message_content") or {}
    if "latitude" in given:
        return {"location": {name: given[name] for name in ("latitude", "longitude")}}
    return {"text": str(result.get("title") or result.get("caption") or result["id"])}
