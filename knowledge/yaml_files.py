"""Reading one YAML file: the data, the faults in how it is written, and on which line each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.faults import ContentError, Fault
from knowledge.parsed_files import remembered

# libyaml is several times faster; where PyYAML was built without it, the plain one reads the same.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUTH = "tag:yaml.org,2002:bool"


class Loader(_Safe):  # type: ignore[misc]  # which of the two it is, is known only when it runs
    """Reads "yes", "no", "on" and "off" as the words that they are, as YAML 1.2 does: a writer means a label."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag != _TRUTH]
    for first, found in _Safe.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(_TRUTH, re.compile(r"^(?:true|false)$"), list("tf"))

M = TypeVar("M", bound=BaseModel)
Path_ = Sequence[str | int]


def read_yaml(path: Path) -> Any:
    """The data in the file. Raises ContentError, with one fault, for what is not YAML or not text."""
    files = remembered()
    if files is None:
        return _parse(path)
    try:
        return files.get(path)
    except (KeyError, OSError):
        data = _parse(path)
        files.put(path, data)
        return data


def _parse(path: Path) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=Loader)  # noqa: S506  (a safe loader, chosen above)
    except yaml.MarkedYAMLError as error:
        raise ContentError([_syntax_fault(path, error)]) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError([Fault(path, 1, "this is not readable text", "save the file as UTF-8 text")]) from error
    except OSError as error:
        raise ContentError([Fault(path, 1, "the file cannot be read", f"check it ({error.strerror})")]) from error


def read_model(path: Path, model: type[M]) -> M:
    """The file as a `model`. Raises ContentError with a fault for each thing in it that does not fit."""
    data = read_yaml(path)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ContentError(model_faults(path, error.errors())) from error


def read_mapping(path: Path) -> dict[str, Any]:
    """The keys and values in the file. Raises ContentError, also where it holds something else."""
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise ContentError([Fault(path, 1, "the file does not hold keys and values", "write lines 'key: value'")])
    return data


def model_faults(path: Path, found: Iterable[ErrorDetails], under: Path_ = (), skip: int = 0) -> list[Fault]:
    """What pydantic found, as faults with line numbers.

    `under` is where in the file the validated part stands; `skip` is how many steps of pydantic's path do not.
    """
    places = Places(path)
    return [_model_fault(path, places, detail, (*under, *detail["loc"][skip:]), skip) for detail in found]


class Places:
    """On which line each part of a file stands. Slower than reading, so it is made only when a fault is told."""

    def __init__(self, path: Path) -> None:
        self._root = _compose(path)

    def line(self, at: Path_) -> int:
        """The line of the part at `at` (keys and list positions), or of the nearest part around it that exists."""
        node, line = self._root, 1
        for step in at:
            found = _child(node, step)
            if found is None:
                # Not everything in the path of a fault stands in the file: pydantic names the kind of a step, too.
                continue
            key, node = found
            line = key.start_mark.line + 1
        return line

    def has(self, at: Path_) -> bool:
        """Whether the file has a part at `at`."""
        node = self._root
        for step in at:
            found = _child(node, step)
            if found is None:
                return False
            node = found[1]
        return True

    def repeated_keys(self) -> Iterator[tuple[int, str]]:
        """Each key that stands twice in one mapping, with its line: YAML itself would quietly keep the last."""
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.MappingNode):
                seen: set[str] = set()
                for key, value in node.value:
                    name = str(key.value)
                    if name in seen:
                        yield key.start_mark.line + 1, name
                    seen.add(name)
                    waiting.append(value)
            elif isinstance(node, yaml.SequenceNode):
                waiting.extend(node.value)


def _compose(path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_bytes(), Loader=Loader)
    except (yaml.YAMLError, OSError):
        return None


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _syntax_fault(path: Path, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    text = path.read_text(encoding="utf-8", errors="replace").splitlines()
    written = text[line - 1] if line <= len(text) else ""
    if "\t" in written[: len(written) - len(written.lstrip())] or "'\\t'" in str(error.problem):
        return Fault(path, line, "a tab is used to indent", "use spaces, two for each level")
    problem = str(error.problem or "the line does not fit the ones above it")
    return Fault(
        path, line, f"this is not valid YAML ({problem})", "check the indent, quotes and colons near this line"
    )


def _model_fault(path: Path, places: Places, detail: ErrorDetails, at: Path_, skip: int) -> Fault:
    name = ".".join(map(str, detail["loc"][skip:])) or "the file"
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    line = places.line(at)
    match detail["type"]:
        case "extra_forbidden":
            return Fault(path, line, f"the key '{last}' is not known here", "check its spelling, or take it out")
        case "missing":
            return Fault(path, places.line(at[:-1]), f"'{name}' is missing", f"add a line '{last}: ...'")
        case "model_type" | "dict_type" | "tuple_type" | "list_type":
            return Fault(path, line, f"'{name}' has the wrong shape", "compare it with its neighbours in this folder")
        case _:
            return Fault(path, line, f"'{name}': {detail['msg']}", "give a value that fits")
