"""Comments for the console's tests, and the forms that officers send about them."""

from __future__ import annotations

import re
from typing import Any

from saying import said, send
from sqlmodel import Session, select

from storage.submissions import Said
from storage.tables import Submission
from web.console.shell import Console

SENDIASS = "norfolk-sendiass"
_CHOSEN = re.compile(r'name="chosen" value="(\w+\.\d+)"')


def keep(console: Console, *texts: str, **more: Any) -> str:
    """Keep a comment with these texts. Gives its id."""
    before = set(ids(console))
    send(console.engine, console.sealer, comment(*texts, **more))
    (new,) = set(ids(console)) - before
    return new


def comment(*texts: str, **more: Any) -> Said:
    """A comment on a service that there is."""
    return said(*texts, **{"about": SENDIASS, **more})


def ids(console: Console) -> list[str]:
    """The ids of all comments."""
    with Session(console.engine) as session:
        return list(session.exec(select(Submission.id)))


def row(console: Console, comment_id: str) -> Submission:
    """A comment as it is kept."""
    with Session(console.engine) as session:
        found = session.get(Submission, comment_id)
        assert found
        return found


def ticks(page: str) -> list[str]:
    """What the boxes of the inbox send, in its order."""
    return _CHOSEN.findall(page)
