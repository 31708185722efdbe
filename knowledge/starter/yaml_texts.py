"""YAML as text: its head of comments, and data written the way that the content files are."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import yaml

WIDTH = 118


class _Dumper(yaml.SafeDumper):
    """Writes lists indented under their key, and texts of several lines as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def head(text: str) -> str:
    """The comments that a file begins with."""
    return "".join(takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))


def dump(data: Any, comments: str = "") -> str:
    """The data as YAML, in the order that it has, under `comments`."""
    return comments + yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def on_one_line(data: Any) -> str:
    """The data as YAML that can stand behind a key."""
    return yaml.safe_dump(data, default_flow_style=True, allow_unicode=True, width=1_000_000).strip()


def with_text(text: str, key: str, value: str) -> str:
    """The YAML `text` with `value`, of several lines, for its top-level `key`; all else stays as it is written."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    node = next(node for name, node in root.value if name.value == key)
    start, end = node.start_mark.index, node.end_mark.index
    block = "\n".join(f"  {line}".rstrip() for line in value.rstrip().split("\n"))
    # A block ends where the next key begins; the empty lines between them stay.
    return f"{text[:start]}|\n{block}{text[start + len(text[start:end].rstrip()) :]}"
