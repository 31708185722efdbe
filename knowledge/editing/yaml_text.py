"""Small changes of a YAML text that leave every other character as it is.

What the text then says is compared with what it should say: a layout that was not thought of is refused, never spoiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from knowledge.editing.errors import EditError
from knowledge.yaml_files import Loader

_NO_WRAP = 1_000_000
_WIDTH = 100
"""How long a line of a content file gets, in characters, before a word goes on the next."""

At = Sequence[str | int]
"""Where a thing stands in a text: keys and list positions."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The text after the edit, and the line, counted from 1, on which the new item stands."""

    text: str
    line: int


def append(text: str, at: At, item: str) -> Edit:
    """Put `item` at the end of the list at `at`, or make the list where its key is missing.

    Raises EditError for a layout that only a person can add to, and yaml.YAMLError for a text that is no YAML.
    """
    spot, words = _insertion(text, yaml.compose(text, Loader=Loader), at, item)
    changed = text[:spot] + words + text[spot:]
    line = changed.count("\n", 0, spot + len(words.rstrip())) + 1
    wanted = deepcopy(read(text))
    parent, last = _parent(wanted, at)
    if isinstance(parent, dict):
        parent.setdefault(last, [])
    parent[last].append(item)
    return Edit(_sure(changed, wanted, line), line)


def put(text: str, at: At, value: str | date) -> Edit:
    """Let the text or the day at `at` be `value`, in a line of its own where its key is missing. Raises as `append`."""
    *above, last = at
    root = yaml.compose(text, Loader=Loader)
    parent = _at(root, above)
    node = _child(parent, last)
    if isinstance(node, yaml.ScalarNode) and isinstance(parent, yaml.CollectionNode):
        spot, end = node.start_mark.index, node.end_mark.index
        words = _scalar(value) if parent.flow_style else _wrapped(value, _inside(text, node))
        if node.style in ("|", ">"):
            words += _ending(text)
    elif node is None and isinstance(parent, yaml.MappingNode):
        spot, words = _into_mapping(text, parent, f"{last}: {_scalar(value)}")
        end = spot
    else:
        raise EditError(f"'{last}' is no text.")
    wanted = deepcopy(read(text))
    holder, _ = _parent(wanted, at)
    holder[last] = value
    line = text.count("\n", 0, spot) + 1
    return Edit(_sure(text[:spot] + words + text[end:], wanted, line), line)


def take_out(text: str, at: At) -> Edit:
    """Take an item out of its list, in which there must be others. Raises as `append`."""
    *above, place = at
    items = _at(yaml.compose(text, Loader=Loader), above)
    if not isinstance(items, yaml.SequenceNode) or not isinstance(place, int) or not 0 <= place < len(items.value):
        raise EditError("There is no such item.")
    if len(items.value) == 1:
        raise EditError("It is the only one, and one is needed.")
    spot, end = _span(text, items, place)
    wanted = deepcopy(read(text))
    holder, _ = _parent(wanted, at)
    del holder[place]
    line = text.count("\n", 0, spot) + 1
    return Edit(_sure(text[:spot] + text[end:], wanted, line), line)


def block(text: str, at: At) -> tuple[int, int]:
    """The whole lines on which the thing at `at` stands, as the characters where they begin and end.

    Raises EditError where it shares a line with something else, and KeyError where there is no such thing.
    """
    *above, last = at
    parent = _at(yaml.compose(text, Loader=Loader), above)
    key, node = _child_pair(parent, last)
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    if text[start : key.start_mark.index].strip(" -"):
        raise EditError("It shares a line of its file with something else, so only a person can change it there.")
    return start, _below(text, _end(node))


def read(text: str) -> Any:
    """What the text says. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=Loader)  # noqa: S506  (a safe loader)


def _insertion(text: str, root: yaml.Node | None, at: At, item: str) -> tuple[int, str]:
    """The character before which something has to be put in, and what."""
    *above, last = at
    parent = _at(root, above)
    node = _child(parent, last)
    if isinstance(node, yaml.SequenceNode):
        return _into_list(text, node, _scalar(item))
    if node is None and isinstance(parent, yaml.MappingNode):
        return _into_mapping(text, parent, f"{last}: [{_scalar(item)}]")
    raise EditError(f"'{last}' is no list.")


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
    below = _below(text, mark)
    return (below, words + _ending(text)) if text[below - 1 : below] == "\n" else (below, _ending(text) + words)


def _below(text: str, mark: yaml.Mark) -> int:
    """Where the line begins that is under the one on which `mark` ends a value."""
    if mark.column == 0:
        return mark.index
    return text.find("\n", mark.index) + 1 or len(text)


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _span(text: str, items: yaml.SequenceNode, place: int) -> tuple[int, int]:
    """The characters that an item takes, with its comma or its lines."""
    item = items.value[place]
    if not items.flow_style:
        return text.rfind("\n", 0, item.start_mark.index) + 1, _below(text, _end(item))
    if place + 1 < len(items.value):
        return item.start_mark.index, items.value[place + 1].start_mark.index
    return items.value[place - 1].end_mark.index, item.end_mark.index


def _at(node: yaml.Node | None, at: At) -> yaml.Node | None:
    for step in at:
        node = _child(node, step)
    return node


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    try:
        return _child_pair(node, step)[1]
    except KeyError:
        return None


def _child_pair(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node]:
    """A key and its value; of a list, the item twice. Raises KeyError."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    raise KeyError(step)


def _scalar(words: str | date) -> str:
    """The words as YAML wants them in a list: in quotes where they need them."""
    return yaml.safe_dump([words], default_flow_style=True, width=_NO_WRAP, allow_unicode=True).strip()[1:-1]


def _wrapped(words: str | date, inside: int) -> str:
    """The words over as many lines as they need, all but the first moved in by `inside`."""
    written = yaml.safe_dump(words, width=_WIDTH - inside, allow_unicode=True)
    return f"\n{' ' * inside}".join(line.strip() for line in written.removesuffix("\n...\n").strip().split("\n"))


def _inside(text: str, node: yaml.Node) -> int:
    """How far the further lines of a value are moved in: two more than the line on which it begins."""
    line = text[text.rfind("\n", 0, node.start_mark.index) + 1 : node.start_mark.index]
    return len(line) - len(line.lstrip(" -")) + 2


def _parent(data: Any, at: At) -> tuple[Any, str | int]:
    *above, last = at
    for step in above:
        data = data[step]
    return data, last


def _sure(text: str, wanted: Any, line: int) -> str:
    try:
        says = read(text)
    except yaml.YAMLError:
        says = None
    if says != wanted:
        raise EditError(f"The text near line {line} is laid out in a way that only a person can change.")
    return text
