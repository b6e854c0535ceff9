"""Those who write answers, at the console; on the API alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.house import House
from tests.journeys.pages import LANGUAGE_NAMES, texts_of
from tests.journeys.served import Served, served

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


TITLES = {"kk": "Кілт жоғалды", "ru": "Потеряны ключи", "en": "Lost keys"}
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def begin(house: House, id: str, title: str) -> Editor:
    """A new article, open in the editor."""
    desk = Editor(house, "/faq")
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
