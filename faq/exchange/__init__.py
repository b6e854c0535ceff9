"""Articles out of Qulaq and back: files in, a list of articles and of problems out.

Nothing is raised for what somebody wrote wrongly, and no article is taken by half. Questions
that citizens asked (the labelled log) stay here: they are no part of an exchange.
"""

from enum import StrEnum

from faq.catalogue import Catalogue
from faq.exchange import csv_table, markdown_folder, yaml_folder
from faq.exchange.archive import packed, unpacked
from faq.exchange.problems import Fault, Imported, Problem

__all__ = ["Fault", "Format", "Imported", "Problem", "exported", "imported"]

_MARK = "\ufeff"


class Format(StrEnum):
    """YAML is the canonical one; see the module of each for what it keeps."""

    YAML = "yaml"
    CSV = "csv"
    MARKDOWN = "markdown"


def exported(catalogue: Catalogue, format: Format) -> bytes:
    """One file: a ZIP of a folder, or the CSV table."""
    match format:
        case Format.YAML:
            return packed(yaml_folder.written(catalogue))
        case Format.MARKDOWN:
            return packed(markdown_folder.written(catalogue))
        case Format.CSV:
            return (_MARK + csv_table.written(catalogue)).encode("utf-8")


def imported(data: bytes, format: Format) -> Imported:
    """What ``exported`` made, or somebody else."""
    if format is Format.CSV:
        try:
            return csv_table.read(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return Imported(problems=(Problem(fault=Fault.NOT_UTF8),))
    files, unread = unpacked(data)
    read = yaml_folder.read if format is Format.YAML else markdown_folder.read
    found = read(files)
    return Imported(
        articles=found.articles, topics=found.topics, problems=(*unread, *found.problems)
    )
