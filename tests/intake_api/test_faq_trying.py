"""How an answer will look, and what the bot would answer."""

from typing import Any

from tests.intake_api.centre import Centre
from tests.intake_api.faq import ID, create, told

QUESTION = "куда отдать найденного попугая"


async def try_(centre: Centre, question: str, **wish: object) -> dict[str, Any]:
    asked = {"question": question, "locale": "ru", **wish}
    answer = await centre.editor.post("/v1/faq/try", json=asked)
    assert answer.status_code == 200, answer.text
    tried: dict[str, Any] = answer.json()
    return tried


async def test_a_text_is_shown_as_citizens_will_see_it(centre: Centre) -> None:
    answer = await centre.editor.post(
        "/v1/faq/preview", json={"text": "**Важно**: <script>\n\n- [102](tel:102)"}
    )

    seen = answer.json()
    assert "<strong>Важно</strong>" in seen["html"]
    assert "<b>Важно</b>" in seen["telegram"]
    assert "<script>" not in seen["html"] + seen["telegram"]
    assert seen["messages"] == [seen["telegram"]]


async def test_a_draft_is_tried_before_citizens_see_it(centre: Centre) -> None:
    await create(
        centre, translations={"ru": told("Нашли попугая", "Отдайте нам.", asked=[QUESTION])}
    )

    published = await try_(centre, QUESTION)
    draft = await try_(centre, QUESTION, catalogue="draft")

    assert ID not in {each["id"] for each in published["candidates"]}
    assert (draft["decision"], draft["candidates"][0]["id"]) == ("answer", ID)
    assert draft["candidates"][0]["title"] == "Нашли попугая"
    assert draft["exact"] is True


async def test_somebody_in_danger_gets_no_article(centre: Centre) -> None:
    tried = await try_(centre, "помогите меня убивают")

    assert tried["decision"] == "urgent"


async def test_two_that_claim_a_question_are_told_before_citizens_notice(centre: Centre) -> None:
    await create(centre)
    await create(
        centre,
        "lost-hound",
        translations={"ru": told("Пропал пёс", "Позвоните.", asked=["ПРОПАЛА собака 1"])},
    )

    drafts = (await centre.editor.get("/v1/faq/conflicts")).json()["items"]
    seen = await centre.editor.get("/v1/faq/conflicts", params={"catalogue": "published"})

    first = drafts[0]
    assert (first["kind"], first["similarity"]) == ("same-question", 1.0)
    assert {each["id"] for each in first["articles"]} == {ID, "lost-hound"}
    assert {each["title"] for each in first["articles"]} == {"Итім жоғалып кетті", "Пропал пёс"}
    assert ID not in {e["id"] for one in seen.json()["items"] for e in one["articles"]}
