"""Putting one more item into a list of a YAML text, and leaving every other character as it is."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml

from knowledge.learning.errors import LearningError

# libyaml is several times faster; where PyYAML was built without it, the plain one reads the same.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_WRAP = 1_000_000


@dataclass(frozen=True, slots=True)
class Edit:
    """The text after the edit, and the line, counted from 1, on which the new item stands."""

    text: str
    line: int


def append(text: str, at: Sequence[str | int], item: str) -> Edit:
    """Put `item` at the end of the list at `at` (keys and list positions), or make the list where its key is missing.

    What the text then says is compared with what it should say: a layout that was not thought of is refused, never
    spoiled. Raises LearningError for that, and yaml.YAMLError for a text that is no YAML.
    """
    spot, words = _insertion(text, yaml.compose(text, Loader=_Loader), at, item)
    changed = text[:spot] + words + text[spot:]
    line = changed.count("\n", 0, spot + len(words.rstrip())) + 1
    if not _says(changed, _with(_read(text), at, item)):
        raise LearningError(f"The list near line {line} is laid out in a way that only a person can add to.")
    return Edit(changed, line)


def _insertion(text: str, root: yaml.Node | None, at: Sequence[str | int], item: str) -> tuple[int, str]:
    """The character before which something has to be put in, and what."""
    *above, last = at
    parent = root
    for step in above:
        parent = _child(parent, step)
    node = _child(parent, last)
    if isinstance(node, yaml.SequenceNode):
        return _into_list(text, node, _scalar(item))
    if node is None and isinstance(parent, yaml.MappingNode):
        return _into_mapping(text, parent, f"{last}: [{_scalar(item)}]")
    raise LearningError(f"'{last}' is no list.")


def _into_list(text: str, node: yaml.SequenceNode, item: str) -> tuple[int, str]:
    if not node.value:
        return node.start_mark.index + 1, item
    if node.flow_style:
        return node.value[-1].end_mark.index, f", {item}"
    return _line_below(text, _end(node), f"{' ' * node.start_mark.column}- {item}")


def _into_mapping(text: str, node: yaml.MappingNode, pair: str) -> tuple[int, str]:
    if node.flow_style:
        return node.start_mark.index + 1, f"{pair}, " if node.value else pair
    return _line_below(text, _end(node), f"{' ' * node.start_mark.column}{pair}")


def _end(node: yaml.Node) -> yaml.Mark:
    """Where the last thing in a node ends. A block itself ends only where the next one begins, below any comment."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return node.end_mark
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)


def _line_below(text: str, mark: yaml.Mark, words: str) -> tuple[int, str]:
    """A line of its own for `words`, under the line on which `mark` ends a value (and under that line's comment)."""
    ending = "\r\n" if "\r\n" in text else "\n"
    if mark.column == 0:
        return mark.index, words + ending
    below = text.find("\n", mark.index) + 1
    return (below, words + ending) if below else (len(text), ending + words)


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _scalar(words: str) -> str:
    """The words as YAML wants them in a list: in quotes where they need them."""
    return yaml.safe_dump([words], default_flow_style=True, width=_NO_WRAP, allow_unicode=True).strip()[1:-1]


def _with(data: Any, at: Sequence[str | int], item: str) -> Any:
    wanted = deepcopy(data)
    *above, last = at
    parent = wanted
    for step in above:
        parent = parent[step]
    if isinstance(parent, dict):
        parent.setdefault(last, [])
    parent[last].append(item)
    return wanted


def _says(text: str, wanted: Any) -> bool:
    try:
        return bool(_read(text) == wanted)
    except yaml.YAMLError:
        return False


def _read(text: str) -> Any:
    return yaml.load(text, Loader=_Loader)  # noqa: S506  (a safe loader, chosen above)
