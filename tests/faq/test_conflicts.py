"""Articles that claim the same question, or nearly."""

from dataclasses import replace

from faq.article import Article, Translation
from faq.catalogue import Catalogue
from faq.conflicts import Kind, conflicts
from faq.content import seed


def article(id: str, *asked: str) -> Article:
    told = Translation(title=asked[0], text="…", asked=asked[1:])
    return Article(id=id, topic="all", translations={"ru": told})


def catalogue(*articles: Article) -> Catalogue:
    shipped = seed()
    return replace(shipped, articles=(*articles, *shipped.articles[20:26]))


def test_a_question_of_two_articles_is_a_conflict_in_any_alphabet() -> None:
    found = conflicts(
        catalogue(
            article("tents", "где поставить палатку", "кемпинг у озера"),
            article("lake", "купание в озере", "GDE POSTAVIT PALATKU?"),
        )
    )

    assert [(each.kind, each.articles) for each in found] == [
        (Kind.SAME_QUESTION, ("tents", "lake"))
    ]
    assert found[0].similarity == 1
    assert found[0].locale == "ru"


def test_nearly_the_same_question_is_shown_with_its_likeness() -> None:
    found = conflicts(
        catalogue(
            article("tents", "где можно поставить палатку у озера", "кемпинг"),
            article("lake", "купание", "где можно поставить палатки у озера"),
        )
    )

    assert [(each.kind, each.articles) for each in found] == [(Kind.ALIKE, ("tents", "lake"))]
    assert 0.8 <= found[0].similarity < 1


def test_articles_about_different_things_are_no_conflict() -> None:
    found = conflicts(
        catalogue(
            article("tents", "где поставить палатку"), article("bees", "разводить пчёл на крыше")
        )
    )

    assert not [each for each in found if {"tents", "bees"} & set(each.articles)]
