"""Published answers that operators send in their replies."""

import pytest

from tests.intake_api.centre import Centre


async def test_an_operator_finds_an_answer_in_the_citizens_language(centre: Centre) -> None:
    asked = {"q": "полиция нөмірі қандай", "locale": "kk"}

    found = await centre.operator.get("/v1/faq/replies", params=asked)

    first = found.json()["items"][0]
    assert (first["id"], first["locale"]) == ("who-to-call", "kk")
    assert first["title"] == "Қай жағдайда қайда қоңырау шалу керек?"
    assert "**" not in first["text"]
    assert "102" in first["text"]


@pytest.mark.parametrize("asked", [{"q": "", "locale": "kk"}, {"q": "102", "locale": "de"}])
async def test_nothing_is_looked_for_without_words_or_in_a_language_that_is_not_ours(
    centre: Centre, asked: dict[str, str]
) -> None:
    refused = await centre.operator.get("/v1/faq/replies", params=asked)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
