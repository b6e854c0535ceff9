"""YAML as editors write it: everything between the marks is text.

PyYAML rather than ruamel.yaml: the server brings it along already, it is looked after by the YAML
project itself, and what ruamel.yaml adds, comments that survive, we have no use for. Its base
loader gives every scalar as text, so that a question "no" stays a question; and it builds nothing
but text, lists and mappings.
"""

from collections.abc import Hashable
from typing import Any

import yaml


class NotYaml(ValueError):
    """``line`` counts from 1."""

    def __init__(self, line: int | None) -> None:
        super().__init__(line)
        self.line = line


def loaded(text: str) -> Any:
    """The document. Raises NotYaml, also where a field is given twice or an alias is used."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a BaseLoader builds only text
    except yaml.MarkedYAMLError as wrong:
        raise NotYaml(wrong.problem_mark.line + 1 if wrong.problem_mark else None) from wrong
    except (yaml.YAMLError, RecursionError, ValueError) as wrong:
        raise NotYaml(None) from wrong


def dumped(data: Any) -> str:
    """Good for a diff: one thing a line, texts of several lines as they are, nothing sorted."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20)
    return text


class _Loader(yaml.BaseLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        # Without aliases a document is as large as its text.
        if self.check_event(yaml.AliasEvent):
            at = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem_mark=at)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for name, _ in node.value:
            if not isinstance(name, yaml.ScalarNode) or name.value in seen:
                raise yaml.MarkedYAMLError(problem_mark=name.start_mark)
            seen.add(name.value)
        return super().construct_mapping(node, deep)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
