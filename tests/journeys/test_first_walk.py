"""A citizen's report goes from the phone to the operator's screen, and the answer comes back."""

import io
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.chromium import Complaints
from tests.journeys.pages import NUMBER, ConsolePage, PhonePage
from tests.stack import Stack

pytestmark = [
    pytest.mark.browser,
    pytest.mark.maps,
    pytest.mark.slow,
    pytest.mark.xdist_group("journeys"),
]

SAID = {
    "kk": ("Аулада велосипедімді ұрлап кетті", "Міне, осы", "Қай уақытта болды?"),
    "ru": ("Со двора украли мой велосипед", "Вот он", "В котором часу это было?"),
    "en": ("My bicycle was taken from the yard", "This is it", "At what time was it?"),
}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    picture = io.BytesIO()
    Image.effect_noise((320, 240), 80).convert("RGB").save(picture, "JPEG")
    file = tmp_path / "bicycle.jpg"
    file.write_bytes(picture.getvalue())
    return file


def new_citizen(stack: Stack, language: str) -> int:
    made = httpx.post(
        f"{stack.emulator_url}/control/users",
        json={"first_name": "Journey", "language_code": language},
    )
    return int(made.raise_for_status().json()["id"])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_sos_then_a_report_with_photo_and_place_and_the_answer_comes_back(
    stack: Stack, browser: Browser, photo: Path, language: str
) -> None:
    story, caption, question = SAID[language]
    complaints = Complaints()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    console = ConsolePage(complaints.watch(context.new_page()), stack, language=language)
    hand = browser.new_context(viewport={"width": 420, "height": 860})
    phone = PhonePage(
        complaints.watch(hand.new_page()),
        stack,
        user=new_citizen(stack, language),
        language=language,
    )

    # SOS: one press, and it is on the operator's screen, loud.
    phone.start()
    phone.hears_text("welcome")
    phone.press("sos")
    sos = NUMBER.search(phone.hears(NUMBER).inner_text())
    assert sos
    expect(console.page.locator(".banner.sos")).to_contain_text(sos[0])
    phone.share_place()
    console.open(sos[0])
    expect(console.page.locator(".case .place").first).to_be_visible()
    expect(console.page.locator(".banner.sos").filter(has_text=sos[0])).to_have_count(0)

    # A report with a place, words and a photo.
    phone.write("/report")
    phone.press("theft")
    phone.press("skip")  # of which kind
    phone.share_place()
    phone.press("now")
    phone.write(story)
    phone.show(photo, caption)
    phone.press("done")
    phone.press("witness")
    phone.hears(story)
    phone.press("send")
    phone.hears_text("report-number")
    number = NUMBER.findall(phone.log.inner_text())[-1]
    console.open(number)
    console.message(story)
    picture = console.message(caption).locator("img")
    expect(picture).to_be_visible(timeout=15_000)
    picture.scroll_into_view_if_needed()
    console.page.wait_for_function(
        "picture => picture.naturalWidth === 320", arg=picture.element_handle()
    )
    expect(console.page.locator(".maplibregl-marker").first).to_be_visible(timeout=20_000)

    # The operator answers, the citizen reads it, the operator sees that it arrived.
    console.reply(question)
    asked = phone.hears(question)
    sent = console.message(question).locator('[data-delivery="sent"]')
    expect(sent).to_be_visible(timeout=15_000)
    phone.from_menu(asked, "Reply")  # two reports are open: so it is clear which one is meant
    phone.write("23:40")
    console.message("23:40")
    assert complaints.heard == []
    context.close()
    hand.close()
