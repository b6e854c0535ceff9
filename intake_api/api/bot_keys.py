"""/v1/admin/bot-keys: which bots may come in."""

from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.account_models import BotKeyMade, BotKeyShown, BotKeysShown, NewBotKey
from intake_api.api.answers import answer
from intake_api.api.who import AnAdmin, TheHouse
from intake_api.auth.tokens import make_bot_key, revoke_key
from storage.reports.tokens import all_bot_keys

router = APIRouter(prefix="/v1/admin/bot-keys", tags=["bot-keys"])


@router.get("", response_model=BotKeysShown)
async def get_bot_keys(house: TheHouse, actor: AnAdmin) -> Response:
    """The newest first; revoked ones too."""
    found = await house.reports.consult(all_bot_keys)
    items = [BotKeyShown.model_validate(each, from_attributes=True) for each in found]
    return answer(BotKeysShown(items=items))


@router.post("", status_code=201, response_model=BotKeyMade)
async def post_bot_key(house: TheHouse, actor: AnAdmin, wish: NewBotKey) -> Response:
    """Make a key, which is shown this once."""
    key_id, key = await house.reports.perform(lambda work: make_bot_key(work, actor, wish.name))
    return answer(BotKeyMade(id=key_id, key=key), 201)


@router.delete("/{key_id}", status_code=204)
async def delete_bot_key(house: TheHouse, actor: AnAdmin, key_id: UUID) -> Response:
    """Revoke it; running servers refuse it within seconds."""
    await house.reports.perform(lambda work: revoke_key(work, actor, key_id))
    house.bot_keys.forget()
    return Response(status_code=204)
