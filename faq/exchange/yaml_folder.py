"""The canonical form: ``topics.yaml`` and a file for each article, ``articles/<id>.yaml``.

Nothing is lost on the way out and back, and a change shows as the lines that changed.
"""

from collections.abc import Mapping

from faq.catalogue import Catalogue, Topic
from faq.exchange.problems import Fault, Found, Imported, Problem, gathered
from faq.exchange.rows import article_of, article_row, topic_of
from faq.exchange.yaml_text import NotYaml, dumped, loaded

TOPICS = "topics.yaml"
ENDINGS = (".yaml", ".yml")


def written(catalogue: Catalogue) -> dict[str, str]:
    """The files, by path."""
    topics = [{"code": each.code, "labels": dict(each.labels)} for each in catalogue.topics]
    articles = {
        f"articles/{each.id}.yaml": dumped(article_row(each)) for each in catalogue.articles
    }
    return {TOPICS: dumped(topics), **articles}


def read(files: Mapping[str, str]) -> Imported:
    """Takes every YAML file for an article, wherever it lies; other files are passed over."""
    ours = {path: text for path, text in sorted(files.items()) if path.endswith(ENDINGS)}
    topics, problems = _topics({p: ours.pop(p) for p in list(ours) if _name(p) == TOPICS})
    imported = gathered([_article(path, text) for path, text in ours.items()], topics)
    return Imported(
        articles=imported.articles,
        topics=imported.topics,
        problems=(*problems, *imported.problems),
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _topics(files: Mapping[str, str]) -> tuple[list[Topic], list[Problem]]:
    topics: list[Topic] = []
    problems: list[Problem] = []
    for path, text in files.items():
        try:
            rows = loaded(text)
        except NotYaml as wrong:
            problems.append(Problem(fault=Fault.NOT_YAML, file=path, line=wrong.line))
            continue
        for row in rows if isinstance(rows, list) else [rows]:
            match topic_of(row, path):
                case Topic() as topic:
                    topics.append(topic)
                case wrongs:
                    problems += wrongs
    return topics, problems


def _article(path: str, text: str) -> Found:
    try:
        return article_of(loaded(text), path)
    except NotYaml as wrong:
        problem = Problem(fault=Fault.NOT_YAML, file=path, line=wrong.line)
        return Found(article=None, file=path, problems=(problem,))
