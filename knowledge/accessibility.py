"""The accessibility statement of the website (regulation 8 of the accessibility regulations 2018)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from knowledge.dates import say_date
from knowledge.models import Content, WebAddress
from knowledge.privacy import Contact, Reach


class PageLink(Content):
    """A page to read on at, and the words on the link."""

    label: str
    url: WebAddress


class StatementPart(Content):
    """A headed part. What is `legal` is worded by the model statement, and is kept as it is."""

    heading: str
    text: str
    legal: bool = False
    links: tuple[PageLink, ...] = ()


class Accessibility(Content):
    """The statement. `contact` is who to write to; None where nobody has been named.

    `tested_on` is the day on which the website was last tested as the parts say.
    """

    keeper: str
    checked_on: date
    review_by: date
    prepared_on: date
    tested_on: date
    contact: Contact | None
    contact_words: str
    no_contact: str
    parts: tuple[StatementPart, ...]

    def blanks(self, ways: Mapping[Reach, str], *, run_by: str, is_test: bool, **names: str) -> dict[str, str]:
        """What the blanks of the parts are filled with. `names` are the `site` and the `area`.

        `ways` words each way to reach someone. A test service sends nobody to the council, which knows nothing of it.
        """
        given = [] if is_test or self.contact is None else list(self.contact.ways())
        contact = self.no_contact
        if self.contact and given:
            said = " or ".join(ways[reach].format(way=way) for reach, way in given)
            contact = self.contact_words.format(name=self.contact.name, ways=said)
        days = {name: say_date(getattr(self, name)) for name in ("checked_on", "prepared_on", "tested_on")}
        return {"run_by": run_by.strip(), "contact": contact.strip(), **days, **names}
