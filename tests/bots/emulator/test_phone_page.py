"""The phone page in a real browser, with a bot of a few calls behind it: no other process."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.bots.emulator.conftest import TOKEN, running
from tests.chromium import Complaints, chromium, executable_or_skip

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("phone-page")]

HAND: ViewportSize = {"width": 390, "height": 844}
PLACE = {"latitude": 51.1, "longitude": 71.4}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    executable_or_skip()
    with running() as url:
        if httpx.get(url).status_code != httpx.codes.OK:
            pytest.skip("the phone page is not built: it is NOT tested")
        yield url


class Hand:
    """A citizen with a phone of 390 px, and the bot at the other end."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address, self._browser = address, browser
        self.complaints = Complaints()
        self._asked = 0
        self.user = int(self.control("users", {"first_name": "Dana"})["id"])
        self._context = browser.new_context(
            viewport=HAND, has_touch=True, permissions=["clipboard-read", "clipboard-write"]
        )

    def open(self, query: str = "") -> Page:
        page = self.complaints.watch(self._context.new_page())
        page.goto(f"{self.address}/?users={self.user}&lang=en&bot=first_bot{query}")
        return page

    def begin(self) -> Page:
        """An open chat in which START was pressed."""
        self.does(text="/start")
        page = self.open()
        expect(page.locator("article")).to_have_count(1)
        return page

    def control(self, path: str, body: Any) -> Any:
        return httpx.post(f"{self.address}/control/{path}", json=body).raise_for_status().json()

    def does(self, **act: Any) -> Any:
        return self.control(f"users/{self.user}/send", act)

    def bot(self, method: str, **parameters: Any) -> Any:
        answer = httpx.post(f"{self.address}/bot{TOKEN}/{method}", json=parameters)
        return answer.raise_for_status().json()["result"]

    def says(self, text: str, *buttons: dict[str, Any], **more: Any) -> int:
        markup = {"inline_keyboard": [list(buttons)]}
        sent = self.bot("sendMessage", chat_id=self.user, text=text, reply_markup=markup, **more)
        return int(sent["message_id"])

    def updates(self, kind: str) -> list[Any]:
        """Of this citizen; several tests share the bot."""
        self._asked += 1  # the same offset at once again would be answered with one update
        newest = self.bot("getUpdates", offset=-100 - self._asked)
        all_of_them = [one[kind] for one in newest if kind in one]
        return [one for one in all_of_them if one["from"]["id"] == self.user]

    def close(self) -> None:
        self._context.close()


@pytest.fixture
def hand(browser: Browser, address: str) -> Iterator[Hand]:
    hand = Hand(browser, address)
    yield hand
    hand.close()
    assert hand.complaints.heard == []


def other_kind(page: Page, name: str) -> None:
    page.get_by_role("button", name="Attach", exact=True).click()
    page.get_by_role("menuitem", name="Other kinds of messages").click()
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def test_a_link_gives_its_words_to_start(hand: Hand) -> None:
    page = hand.open("&start=loc_x")

    page.get_by_role("button", name="Start", exact=True).click()

    expect(page.locator("article.out")).to_contain_text("/start loc_x")
    assert hand.updates("message")[-1]["text"] == "/start loc_x"
    expect(page.get_by_role("button", name="Start", exact=True)).to_have_count(0)
    assert "start=" not in page.url


def test_links_to_the_bot_lead_to_start_others_into_a_new_tab(hand: Hand) -> None:
    page = hand.begin()
    hand.says(
        "where to",
        {"text": "Here", "url": "https://t.me/first_bot?start=inside"},
        {"text": "Away", "url": "https://police.example/"},
    )

    away = page.get_by_role("link", name="Away")
    expect(away).to_have_attribute("target", "_blank")
    expect(away).to_have_attribute("rel", "noopener noreferrer")
    page.get_by_role("button", name="Here").click()
    page.get_by_role("button", name="Start", exact=True).click()

    expect(page.locator("article.out").last).to_contain_text("/start inside")


@pytest.mark.parametrize(
    ("typed", "follows"),
    [("t.me/first_bot?start=abc", True), ("abc", True), ("two words", False), ("x" * 65, False)],
)
def test_a_link_may_be_typed(hand: Hand, typed: str, follows: bool) -> None:
    page = hand.begin()
    page.get_by_role("button", name="Phone menu").click()
    page.get_by_role("menuitem", name="Open by a link").click()
    page.get_by_role("dialog").get_by_role("textbox").fill(typed)

    follow = page.get_by_role("button", name="Follow the link")

    if not follows:
        expect(follow).to_be_disabled()
        return
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("article.out").last).to_contain_text("/start abc")


def test_a_button_copies_its_words(hand: Hand) -> None:
    page = hand.begin()
    hand.says("26-000001-K", {"text": "Copy", "copy_text": {"text": "26-000001-K"}})

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_test_id("toast")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "26-000001-K"


def test_inline_mode_by_a_button_and_the_keys(hand: Hand) -> None:
    page = hand.begin()
    hand.says("?", {"text": "Find", "switch_inline_query_current_chat": "the"})
    page.get_by_role("button", name="Find").click()
    line = page.get_by_role("textbox", name="Message text")
    expect(line).to_have_value("@first_bot the")
    expect(line).to_be_focused()
    with page.expect_response("**/send?bot=*") as asked:
        page.keyboard.type("ft")
    query = asked.value.json()["inline_query_id"]
    article = {
        "type": "article",
        "id": "1",
        "title": "Article 188",
        "input_message_content": {"message_text": "Theft"},
    }

    hand.bot("answerInlineQuery", inline_query_id=query, results=[article])
    page.get_by_role("button", name="Article 188").click()

    sent = page.locator("article.out").last
    expect(sent).to_contain_text("via @first_bot")
    expect(sent).to_contain_text("Theft")
    expect(line).to_have_value("")
    assert hand.updates("inline_query")[-1]["query"] == "theft"
    assert hand.updates("chosen_inline_result")[-1]["result_id"] == "1"


def test_a_part_of_a_message_is_answered(hand: Hand) -> None:
    page = hand.begin()
    asked = hand.says("Two men? A grey car!")
    bubble = page.locator(f'article[data-message-id="{asked}"] .bubble')
    bubble.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Reply to a part").click()
    page.get_by_role("button", name="A grey car!", exact=True).click()

    page.get_by_role("textbox", name="Message text").fill("Yes")
    page.keyboard.press("Enter")

    expect(page.locator("article.out .quote")).to_contain_text("A grey car!")
    answer = hand.updates("message")[-1]
    assert (answer["text"], answer["quote"]["text"]) == ("Yes", "A grey car!")
    assert answer["quote"]["position"] == 9


def test_silent_and_protected_messages_and_reactions_are_marked(hand: Hand) -> None:
    page = hand.begin()
    quiet = hand.says("psst", disable_notification=True, protect_content=True)
    loud = hand.says("hey")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    hand.bot("setMessageReaction", chat_id=hand.user, message_id=loud, reaction=reaction)

    marked = page.locator(f'article[data-message-id="{quiet}"]')
    plain = page.locator(f'article[data-message-id="{loud}"]')

    expect(marked.get_by_role("img", name="Sent silently")).to_be_visible()
    expect(marked.get_by_role("img", name="Protected from copying")).to_be_visible()
    expect(plain.get_by_role("img", name="Sent silently")).to_have_count(0)
    page.reload()
    expect(plain.get_by_role("img", name="The bot’s reaction: 👍")).to_be_visible()
    marked.locator(".bubble").click(button="right", position={"x": 10, "y": 10})
    expect(page.get_by_role("menuitem", name="Reply", exact=True)).to_be_visible()
    expect(page.get_by_role("menuitem", name="Copy", exact=True)).to_have_count(0)
    expect(page.get_by_role("menuitem", name="Forward to the bot")).to_have_count(0)


def test_a_citizen_reacts_and_thinks_better_of_it(hand: Hand) -> None:
    page = hand.begin()
    asked = hand.says("Thank you")
    message = page.locator(f'article[data-message-id="{asked}"]')
    own = message.get_by_role("img", name="My reaction: 👍")

    for left in (1, 0):
        message.locator(".bubble").click(button="right", position={"x": 10, "y": 10})
        page.get_by_role("menuitemradio", name="👍").click()
        expect(own).to_have_count(left)


def test_the_bot_is_added_to_a_group_from_the_phone(hand: Hand) -> None:
    page = hand.begin()
    page.get_by_role("button", name="Phone menu").click()

    page.get_by_role("menuitem", name="Add the bot to a group").click()

    expect(page.get_by_test_id("toast")).to_have_text("The bot is now in the group “Our yard”")
    added = hand.updates("my_chat_member")[-1]
    assert (added["chat"]["type"], added["new_chat_member"]["status"]) == ("group", "member")


def test_the_bot_is_blocked_and_let_in_again(hand: Hand) -> None:
    page = hand.begin()
    page.get_by_role("button", name="Phone menu").click()
    page.get_by_role("menuitem", name="Block the bot").click()
    page.get_by_role("button", name="Unblock", exact=True).click()
    expect(page.get_by_role("textbox", name="Message text")).to_be_visible()

    statuses = [one["new_chat_member"]["status"] for one in hand.updates("my_chat_member")]

    assert statuses == ["kicked", "member"]


def test_a_big_file_is_told_and_not_offered(hand: Hand) -> None:
    page = hand.begin()

    other_kind(page, "A big video, 140 MB")

    expect(page.locator("article.out").last).to_contain_text("140 MB")
    expect(page.locator("article.out").last.get_by_role("link")).to_have_count(0)
    assert hand.updates("message")[-1]["video"]["file_size"] == 140 << 20


def test_a_forward_says_where_it_is_from(hand: Hand) -> None:
    page = hand.begin()

    other_kind(page, "A forward from a channel")

    expect(page.locator("article.out").last).to_contain_text("Forwarded from Elsewhere")
    assert hand.updates("message")[-1]["forward_origin"]["type"] == "channel"


def test_two_live_places_each_with_its_own_end(hand: Hand) -> None:
    page = hand.begin()
    first = hand.does(location={**PLACE, "live_period": 900})["messages"][0]["message_id"]
    hand.does(location={**PLACE, "live_period": 3600})
    strips = page.get_by_role("group", name="Sharing live")
    expect(strips).to_have_count(2)

    strips.first.get_by_role("button", name="Stop").click()

    expect(strips).to_have_count(1)
    assert hand.updates("edited_message")[-1]["message_id"] == first
    hand.control("clock", {"advance_s": 3601})
    expect(strips).to_have_count(0)


def test_nothing_sticks_out_at_the_side(hand: Hand) -> None:
    page = hand.begin()
    hand.does(location={**PLACE, "live_period": 900})
    hand.says(
        "w" * 400,
        {"text": "a" * 60, "callback_data": "1"},
        {"text": "b", "url": "https://x.example"},
    )

    expect(page.locator("article.in")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == HAND["width"]
    pressed = page.locator(".inline-button, .live-strip button, .icon-button")
    boxes = [one.bounding_box() for one in pressed.all()]
    assert len(boxes) >= 8
    assert [box for box in boxes if box and (box["height"] < 39.5 or box["width"] < 39.5)] == []
