"""Those who write answers, at the console; on the API alone."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect

from tests.journeys.house import House, session_cookies
from tests.journeys.pages import LANGUAGE_NAMES, fits_its_window, texts_of
from tests.journeys.served import Served, now, served
from tests.journeys.test_accessibility import findings

PHONE = {"width": 390, "height": 780}
INDEXED_MS = 60_000
"""After a change the first question waits until the articles are indexed anew."""
PAGES = ("?topic=danger", "/who-to-call", "/work-list", "/figures", "/settings")

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("desk")]


class Editor:
    """Who sits at the FAQ's pages."""

    def __init__(self, house: House, path: str, *, language: str = "en", **options: Any) -> None:
        self.page = house.desk(**options)
        self.texts = texts_of(language, "console") | texts_of(language, "editor")
        self.page.goto(f"{house.stack.intake_url}{path}")
        self.page.get_by_role("button", name=LANGUAGE_NAMES[language], exact=True).click()
        expect(self.page.locator(".faq h1")).to_have_text(self.texts["faq.title"])

    def press(self, text: str) -> None:
        self.page.get_by_role("button", name=self.texts[text], exact=True).click()

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]')

    def column(self, language: str) -> Locator:
        return self.page.locator(f'.column[data-language="{language}"]')

    def row(self, id: str) -> Locator:
        return self.page.locator(f'tr[data-article="{id}"]')

    def says(self, text: str) -> None:
        """The page tells of what was just done."""
        expect(self.page.locator(".undo").filter(has_text=text)).to_be_visible()


@pytest.fixture(scope="module")
def centre(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all of this file: each test writes to articles of its own."""
    with served(tmp_path_factory.mktemp("faq"), browser, login="approver") as centre:
        yield centre


def published(centre: Served) -> dict[str, Any]:
    """What bots copy: the articles by their ids."""
    found = centre.post("/v1/faq/catalogue", None, method="GET")
    return {each["id"]: each for each in found["articles"]}


def happen(centre: Served, question: str, **told: object) -> None:
    """What a bot tells of a question."""
    always = {"happening_id": str(uuid4()), "at": now(), "locale": "en", "channel": "chat"}
    centre.post("/v1/faq/happenings", {**always, "question_id": question, **told})


def ask(centre: Served, words: str, **told: object) -> str:
    """A question of some citizen; its id."""
    question = str(uuid4())
    conversation = str(uuid4())
    happen(centre, question, kind="asked", words=words, conversation_id=conversation, **told)
    return question


def drafts_in_english(desk: Editor) -> Iterator[dict[str, Any]]:
    """Of the articles that were written last."""
    origin = "/".join(desk.page.url.split("/")[:3])
    for row in desk.page.request.get(f"{origin}/v1/faq/articles?limit=3").json()["items"]:
        shown = desk.page.request.get(f"{origin}/v1/faq/articles/{row['id']}").json()
        yield shown["draft"]["translations"]["en"]


def file_of(text: str) -> FilePayload:
    return {"name": "faq.csv", "mimeType": "text/csv", "buffer": text.encode()}


TITLES = {"kk": "Кілт жоғалды", "ru": "Потеряны ключи", "en": "Lost keys"}
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const told = {clipboardData, bubbles: true, cancelable: true};
  field.dispatchEvent(new ClipboardEvent("paste", told));
}"""


def begin(house: House, id: str, title: str) -> Editor:
    """A new article, open in the editor."""
    desk = Editor(house, "/editor")
    desk.press("new_article.open")
    dialog = desk.page.get_by_role("dialog")
    dialog.locator("[name=title]").fill(title)
    dialog.locator("[name=id]").fill(id)
    desk.press("new_article.begin")
    expect(desk.field("en.title")).to_have_value(title)
    return desk


def test_an_article_is_written_in_three_languages_looked_at_and_published(centre: Served) -> None:
    desk = begin(centre.house, "lost-keys", TITLES["en"])
    asked = ["keys are gone", "I lost my keys", "where are lost keys kept"]

    for language, title in TITLES.items():
        if language != "en":
            button = desk.column(language).get_by_role(
                "button", name=desk.texts["article.translate"]
            )
            button.click()
        desk.field(f"{language}.title").fill(title)
        desk.field(f"{language}.text").fill(f"**{title}** [102](tel:102)")
    new = desk.column("en").get_by_placeholder(desk.texts["article.variant_new"])
    new.evaluate(PASTE, "\n".join(asked))
    expect(desk.column("ru").locator(".chat-bubble .words b")).to_have_text(TITLES["ru"])
    desk.column("ru").get_by_role("button", name=desk.texts["preview.portal"]).click()
    expect(desk.column("kk").locator(".portal-page strong")).to_have_text(TITLES["kk"])
    desk.press("publishing.now")

    desk.says(desk.texts["publishing.done"].replace("{name}", TITLES["en"]))
    told = published(centre)["lost-keys"]["translations"]
    assert {language: each["title"] for language, each in told.items()} == TITLES
    assert told["en"]["asked"] == asked


def test_of_two_who_write_at_once_neither_loses_a_word(centre: Served) -> None:
    mine = begin(centre.house, "two-pens", "Two pens")
    theirs = Editor(centre.house, "/editor/two-pens")
    mine.field("en.text").fill("Mine")
    mine.page.reload()
    expect(mine.field("en.text")).to_have_value("Mine")
    theirs.field("en.text").fill("Theirs")
    theirs.press("publishing.save")
    theirs.says(theirs.texts["publishing.saved"].replace("{name}", "Two pens"))

    mine.press("publishing.save")
    overtaken = mine.page.locator(".overtaken")
    expect(overtaken.locator("del")).to_contain_text(["Theirs"])
    expect(overtaken.locator("ins")).to_contain_text(["Mine"])
    mine.press("overtaken.keep_ours")
    mine.press("publishing.save")
    mine.says(mine.texts["publishing.saved"].replace("{name}", "Two pens"))
    mine.page.locator(".history summary").click()
    mine.page.locator('[data-version="2"]').get_by_role("button").first.click()

    expect(mine.page.locator('[data-version="2"] del')).to_contain_text(["Theirs"])


def test_many_articles_are_moved_and_retired_and_come_back(centre: Served) -> None:
    topics = {"bullying": "Everyday matters", "domestic-violence": "Safety"}
    desk = Editor(centre.house, "/editor")
    for id in topics:
        desk.row(id).get_by_role("checkbox").check()

    desk.field("bulk-topic").select_option("fraud")
    for id in topics:
        expect(desk.row(id)).to_contain_text("Fraud")
    desk.press("undo")
    for id, topic in topics.items():
        expect(desk.row(id)).to_contain_text(topic)
    desk.page.locator(".bulk").get_by_role("button", name=desk.texts["retired.retire"]).click()
    expect(desk.row("bullying")).to_contain_text(desk.texts["article_status.retired"])
    assert not published(centre).keys() & topics.keys()
    desk.press("undo")

    expect(desk.row("bullying")).to_contain_text(desk.texts["article_status.published"])
    expect(desk.row("domestic-violence")).to_contain_text(desk.texts["article_status.published"])
    assert published(centre).keys() >= topics.keys()


def test_the_list_is_filtered_by_its_address(centre: Served) -> None:
    desk = Editor(centre.house, "/editor?topic=danger&status=published")
    expect(desk.row("who-to-call")).to_be_visible()
    expect(desk.row("lost-documents")).to_have_count(0)

    desk.page.locator("#article-search").fill("missing")

    expect(desk.row("who-to-call")).to_have_count(0)
    expect(desk.row("missing-person")).to_be_visible()
    assert "q=missing" in desk.page.url


def test_a_table_is_looked_at_before_it_is_taken_in(centre: Served) -> None:
    desk = Editor(centre.house, "/editor?topic=danger")
    exported = desk.page.request.get(f"{centre.house.stack.intake_url}/v1/faq/export?format=csv")
    changed = exported.text().replace("Whom to call, and when?", "Whom shall I call?")
    table = file_of(changed)
    broken = file_of(changed.replace("who-to-call", "Who to call"))

    desk.press("exchange.import")
    dialog = desk.page.get_by_role("dialog")
    dialog.locator("[name=format]").select_option("csv")
    dialog.locator("[name=file]").set_input_files(broken)
    desk.press("exchange.look")
    expect(dialog.locator('[data-severity="error"]').first).to_be_visible()
    dialog.locator("[name=file]").set_input_files(table)
    desk.press("exchange.look")
    dialog.locator("summary", has_text="who-to-call").click()
    expect(dialog.locator("ins").first).to_be_visible()
    expect(desk.row("who-to-call")).to_contain_text("Whom to call, and when?")
    desk.press("exchange.apply")

    expect(dialog.get_by_role("status")).to_have_text(desk.texts["exchange.done"])
    expect(desk.row("who-to-call")).to_contain_text("Whom shall I call?")


def test_what_the_bot_would_answer_is_told_with_reasons(centre: Served) -> None:
    desk = Editor(centre.house, "/editor")
    desk.page.locator(".try-box summary").click()
    desk.field("question").fill("police phone number")
    desk.press("try.ask")

    decision = desk.page.locator(".decision")
    expect(decision).to_have_text(desk.texts["decision.answer"], timeout=INDEXED_MS)
    expect(desk.page.locator(".candidates a").first).to_have_text("Whom to call, and when?")


def test_what_was_asked_in_vain_becomes_a_variant_by_one_key(centre: Served) -> None:
    question = "where do I buy a parking card for my street"
    for words in (question, f"{question} please"):
        ask(centre, words, decision="none")
    desk = Editor(centre.house, "/editor/work-list")
    card = desk.page.locator(".cluster").filter(has_text=question)
    expect(card).to_be_visible(timeout=INDEXED_MS)
    desk.page.keyboard.press("KeyX")
    expect(card).to_have_count(0)
    desk.press("undo")
    expect(card).to_contain_text("asked 2 times")
    central, nearest = (
        card.locator("h2").inner_text(),
        card.get_by_role("button").first.inner_text(),
    )
    desk.page.keyboard.press("KeyV")

    desk.says(central)
    expect(card).to_have_count(0)
    changed = [each for each in drafts_in_english(desk) if central in each["asked"]]
    assert [each["title"] in nearest for each in changed] == [True]


def test_figures_count_outcomes_and_say_how_sure_they_are(centre: Served) -> None:
    for _ in range(2):
        asked = ask(centre, "my passport is lost", decision="answer", articles=["lost-passport"])
        happen(centre, asked, kind="shown", articles=["lost-passport"])
        happen(centre, asked, kind="helped", articles=["lost-passport"])
    desk = Editor(centre.house, "/editor/figures")
    desk.field("by").select_option("article")
    row = desk.page.locator('[data-row="lost-passport"]')

    expect(row).to_contain_text("100 % (34–100), n = 2")
    expect(row).to_contain_text("I have lost my passport")
    assert "by=article" in desk.page.url
    with desk.page.expect_download() as download:
        desk.press("figures.csv")
    lines = download.value.path().read_text("utf-8-sig").splitlines()

    assert lines[0].startswith("name,n,helped,helped_low,helped_high,deflected")
    assert any(
        line.startswith("I have lost my passport. How do I get a new one?,2,1,0.34")
        for line in lines
    )


def test_a_supervisor_sees_the_figures_and_no_drafts(centre: Served, browser: Browser) -> None:
    stack = centre.house.stack
    house = House(browser, stack, session_cookies(stack, login="supervisor"))
    desk = house.console()

    desk.page.get_by_role("link", name=desk.texts["faq.link"]).click()

    pages = desk.page.locator(".faq .groups a")
    expect(pages).to_have_text([texts_of("en", "editor")["faq_page.figures"]])
    expect(desk.page.locator("[name=by]")).to_be_visible()
    house.close()
    assert house.complaints.heard == []


def test_an_editor_writes_and_does_not_publish_nor_sees_reports(
    centre: Served, browser: Browser
) -> None:
    stack = centre.house.stack
    house = House(browser, stack, session_cookies(stack, login="editor"))
    desk = Editor(house, "/")

    desk.row("lost-documents").get_by_role("link").click()

    buttons = desk.page.locator(".publishing").get_by_role("button")
    expect(buttons).to_have_text([desk.texts["publishing.save"]])
    expect(desk.page.get_by_role("link", name=desk.texts["faq_page.settings"])).to_have_count(0)
    expect(desk.page.locator(".line-state")).to_have_count(0)
    house.close()
    assert house.complaints.heard == []


def test_an_operator_inserts_an_answer_in_the_citizens_language(
    centre: Served, browser: Browser
) -> None:
    report = centre.submit("Сумкамды ұрлап кетті", locale="kk")
    stack = centre.house.stack
    house = House(browser, stack, session_cookies(stack, login="operator"))
    desk = house.console(path=f"/reports/{report['report_id']}")
    reply = desk.page.locator('[data-box="reply"]')
    reply.locator("textarea").fill("Сәлеметсіз бе!")

    reply.get_by_role("button", name=desk.texts["ready.title"]).click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("полиция нөмірі қандай")
    dialog.get_by_role("searchbox").press("Enter")
    dialog.get_by_role("button", name="Қай жағдайда қайда қоңырау шалу керек?").click()

    expect(dialog).to_have_count(0)
    expect(reply.locator("textarea")).to_have_value(re.compile("^Сәлеметсіз бе!\n\nҚазір біреуге"))
    house.close()
    assert house.complaints.heard == []


@pytest.mark.parametrize(("scheme", "pages"), [("light", PAGES), ("dark", PAGES[1:4])])
def test_the_pages_keep_nobody_out(centre: Served, scheme: str, pages: tuple[str, ...]) -> None:
    desk = Editor(centre.house, "/editor?topic=danger", color_scheme=scheme)
    for page in pages:
        desk.page.goto(f"{centre.house.stack.intake_url}/editor{page}")
        expect(desk.page.locator(".faq h1")).to_be_visible()
        desk.page.wait_for_load_state("networkidle")

        assert findings(desk.page) == [], page


def test_the_pages_fit_a_phone(centre: Served) -> None:
    desk = Editor(centre.house, "/editor", language="kk", viewport=PHONE)
    for page in PAGES:
        desk.page.goto(f"{centre.house.stack.intake_url}/editor{page}")
        expect(desk.page.locator(".faq h1")).to_be_visible()
        desk.page.wait_for_load_state("networkidle")

        assert fits_its_window(desk.page), page
