"""What whoever runs the console has set up for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.faults import Fault
from storage.roles import Role


@dataclass(frozen=True, slots=True)
class SignOn:
    """The council's own sign-on by OpenID Connect (a tenant of Entra ID, for one).

    `issuer` is its address, below which its configuration lies. `roles` are our roles by the names of the groups or
    app roles that it tells; whoever has none of them is not let in.
    """

    issuer: str
    client_id: str
    roles: Mapping[str, Role]
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Operator:
    """What whoever runs this allows, and where things are.

    `content` is the folder of the content files; `live_changes` is whether an officer's change of content goes live at
    once, by `reload`, which gives the faults that kept it from going live. `sign_on` is there where it is set up. The
    years of yearly reports begin in the month `year_starts`.
    """

    content: Path
    live_changes: bool = False
    reload: Callable[[], Sequence[Fault]] = tuple
    sign_on: SignOn | None = None
    year_starts: int = 1
