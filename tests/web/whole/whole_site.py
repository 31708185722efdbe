from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from office import PASSWORD, digits_now
from playwright.sync_api import Page
from sqlalchemy import update

from bot.wiring import Parts
from storage.officer_sessions import IDLE
from storage.officer_tables import Officer, OfficerSession

NAME = "ann@anyshire.example"


@dataclass(frozen=True)
class Whole:
    """The site at `address`, and the secret of the officer's second factor."""

    address: str
    parts: Parts
    second_factor: str

    def sign_in(self, page: Page) -> None:
        page.goto(f"{self.address}/console")
        self.fill_sign_in(page)
        page.wait_for_url(f"{self.address}/console")

    def fill_sign_in(self, page: Page) -> None:
        page.get_by_label("Your name or e-mail address").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Six digits").fill(self._unused_digits())
        page.get_by_role("button", name="Sign in", exact=True).click()

    def end_sessions(self) -> None:
        """As half an hour without a page does."""
        with self.parts.engine.begin() as connection:
            connection.execute(update(OfficerSession).values(seen_at=datetime.now(UTC) - 2 * IDLE))

    def _unused_digits(self) -> str:
        # Digits count once, and a person would wait for the next ones.
        with self.parts.engine.begin() as connection:
            connection.execute(update(Officer).values(last_step=0))
        return digits_now(self.second_factor)
