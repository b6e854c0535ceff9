"""(e) A question to the FAQ, at three hundred articles and at ten thousand, against SQLite's FTS5.

The articles are made up: words of the shipped ones, common ones more often, in three languages.
Each size is measured in a process of its own, so that its memory is its own.
"""

import json
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import accumulate

from faq.article import LOCALES, Article, Translation
from faq.catalogue import Catalogue
from faq.content import seed
from faq.engine.engine import Engine, engine
from faq.text import normal
from tests.bench.figure import Figure, percentile

SMALL, LARGE = 300, 10_000
SEED = 102
ENDINGS = ("", "", "", "а", "ы", "дан", "ға", "s", "лар", "ов", "ing", "ым")
WORDS_IN_A_LINE = 6
LINES = 3  # a title and two ways of asking
QUESTIONS = 600
WARM_UP = 50


def made_up(articles: int) -> Catalogue:
    """So many articles, the same in every run."""
    chance = random.Random(SEED)
    words = {locale: _words(locale, chance) for locale in LOCALES}
    weights = list(accumulate(1 / (place + 1) ** 0.9 for place in range(len(words["ru"]))))

    def line(locale: str) -> str:
        return " ".join(chance.choices(words[locale], cum_weights=weights, k=WORDS_IN_A_LINE))

    def written(locale: str) -> Translation:
        title, *asked = (line(locale) for _ in range(LINES))
        return Translation(title=title, text="", asked=tuple(asked))

    return Catalogue(
        topics=(),
        articles=tuple(
            Article(
                id=f"made-up-{number}",
                topic="",
                translations={locale: written(locale) for locale in LOCALES},
            )
            for number in range(articles)
        ),
    )


def _words(locale: str, chance: random.Random) -> list[str]:
    """Twenty thousand forms of the shipped words."""
    told = [article.translations[locale] for article in seed().articles]
    lines = [line for each in told for line in (each.title, *each.asked, each.text)]
    stems = sorted({word for line in lines for word in normal(line).split()})
    forms = [
        f"{chance.choice(stems)[: chance.randint(4, 9)]}{chance.choice(ENDINGS)}"
        for _ in range(20_000)
    ]
    return [*stems[:500], *forms][:20_000]


def questions(catalogue: Catalogue) -> list[str]:
    """Parts of lines, put together anew."""
    chance = random.Random(SEED + 1)
    found = []
    for _ in range(QUESTIONS):
        told = chance.choice(catalogue.articles).translations[chance.choice(LOCALES)]
        kept = chance.sample(told.title.split(), 4)
        found.append(" ".join([*kept, *chance.choice(told.asked).split()[:3]]))
    return found


def full_text(catalogue: Catalogue) -> Callable[[str], object]:
    """The floor: the same lines in FTS5, asked for any of the question's words."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table line using fts5(text, article unindexed)")
    database.executemany(
        "insert into line values (?, ?)",
        (
            (text, article.id)
            for article in catalogue.articles
            for told in article.translations.values()
            for text in (told.title, *told.asked)
        ),
    )
    find = "select article, bm25(line) from line where line match ? order by 2 limit 10"

    def ask(question: str) -> object:
        words = " OR ".join(f'"{word}"' for word in question.split())
        return database.execute(find, (words,)).fetchall()

    return ask


def median_us(ask: Callable[[str], object], asked: Sequence[str]) -> float:
    """Microseconds for the median question."""
    taken = []
    for question in asked:
        started = time.perf_counter()
        ask(question)
        taken.append(1e6 * (time.perf_counter() - started))
    return percentile(taken[WARM_UP:], 0.5)


def measured(articles: int) -> dict[str, float]:
    """What one size costs, in this process."""
    catalogue = made_up(articles)
    asked = questions(catalogue)
    engine(made_up(5))  # what is loaded once is not the catalogue's
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    made: Engine = engine(catalogue)
    built = time.process_time() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours = median_us(made.judge, asked)
    return {
        "ours_us": ours,
        "floor_us": median_us(full_text(catalogue), asked),
        "build_s": built,
        "peak_mb": (after - before) / 1024,
        "kept_mb": _kept_mb(made),
    }


def _kept_mb(made: Engine) -> float:
    """What stays in memory of the engine, without what only building needed."""
    index = made.ranking.index
    arrays = [index.rows, index.weights, index.starts, index.holders, index.rarity, index.article]
    if made.ranking.solution is not None:
        arrays.append(made.ranking.solution)
    return sum(each.nbytes for each in arrays) / 2**20


def apart(articles: int) -> dict[str, float]:
    """``measured`` in a fresh process."""
    command = [sys.executable, "-m", "tests.bench.faq", str(articles)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def figures() -> list[Figure]:
    small, large = apart(SMALL), apart(LARGE)
    return [
        _question("300", small, goal=2.5),
        _question("10 thousand", large, goal=0.3),
        Figure(
            name="FAQ: rebuild at 10 thousand articles in 3 languages, CPU",
            value=large["build_s"],
            unit="s",
            goal=10,
            higher_is_better=False,
        ),
        Figure(
            name="FAQ: memory for 10 thousand articles in 3 languages, peak of the rebuild",
            value=large["peak_mb"],
            unit="MB",
            goal=120,
            higher_is_better=False,
        ),
    ]


def _question(size: str, found: dict[str, float], *, goal: float) -> Figure:
    return Figure(
        name=f"FAQ: one question at {size} articles in 3 languages, p50, against FTS5",
        value=found["ours_us"] / 1000,
        unit="ms",
        floor=found["floor_us"] / 1000,
        goal=goal,
        higher_is_better=False,
    )


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
