from __future__ import annotations

from dataclasses import dataclass

from office import PASSWORD, digits_now
from playwright.sync_api import Page

from bot.wiring import Parts

NAME = "ann@anyshire.example"


@dataclass(frozen=True)
class Whole:
    """The site at `address`, and the secret of the officer's second factor."""

    address: str
    parts: Parts
    second_factor: str

    def sign_in(self, page: Page) -> None:
        page.goto(f"{self.address}/console")
        page.get_by_label("Your name or e-mail address").fill(NAME)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Six digits").fill(digits_now(self.second_factor))
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{self.address}/console")
