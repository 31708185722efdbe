"""An officer at a terminal, who types commands of `signpost` and reads what they say."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from bot import cli


class Officer:
    """Types commands as the installed program gets them. `name` is who they say they are."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str = "Ann Lee"
    ) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.name = name

    def types(self, *words: str) -> str:
        """Type a command that works. Gives what it says."""
        code, said, complained = self._run(words)
        assert (code, complained) == (0, "")
        return said

    def is_refused(self, *words: str) -> str:
        """Type a command that does not work. Gives the one line that it says about it."""
        code, said, complained = self._run(words)
        lines = (said + complained).splitlines()
        assert (code, len(lines)) == (1, 1), lines
        return lines[0]

    def is_told_the_usage(self, *words: str) -> str:
        """Type a command with something missing. Gives what the command line says of its use."""
        code, _, complained = self._run(words)
        assert code == 2
        return complained

    def comments(self, *words: str) -> tuple[str, ...]:
        """The words of a command about comments, with this officer's name."""
        return ("comments", *words, "--by", self.name)

    def listed(self, *filters: str) -> list[dict[str, Any]]:
        """The comments that they see, as JSON."""
        return [json.loads(line) for line in self.types(*self.comments("list", "--json", *filters)).splitlines()]

    def only_id(self) -> str:
        """The id of the only comment that there is."""
        (found,) = self.listed()
        return str(found["id"])

    def _run(self, words: tuple[str, ...]) -> tuple[int, str, str]:
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "argv", ["signpost", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said, complained = self._capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said, complained
