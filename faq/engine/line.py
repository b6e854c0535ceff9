"""One line of text, and whose it is."""

from dataclasses import dataclass

BACKGROUND = -1  # in the place of an article's number: talk that is no article's


@dataclass(frozen=True, slots=True)
class Line:
    """A text of an article, by the article's number."""

    article: int
    locale: str
    text: str
