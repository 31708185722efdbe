"""What a service costs: free, paid, some of both, or unknown; and the prices in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from knowledge.open_referral.terms import said
from knowledge.open_referral.values import Json, children, day, flag, line, number

Cost = Literal["free", "mixed", "paid", "unknown"]

MOST_PRICES = 4


def cost_of(record: Json, words: Mapping[str, tuple[str, ...]], today: date) -> tuple[Cost, str]:
    """The cost, and a sentence part such as "£3.50 per session (under 16)"; "" where nothing more is told."""
    options = [one for one in children(record, "cost_options") if not _is_over(one, today)]
    amounts = [amount for one in options if (amount := number(one, "amount")) is not None and amount >= 0]
    fees = line(record, "fees_description", "fees")
    if amounts:
        free, paid = any(amount == 0 for amount in amounts), any(amount > 0 for amount in amounts)
        cost: Cost = "mixed" if free and paid else "paid" if paid else "free"
        return cost, "" if cost == "free" else "; ".join(list(_prices(options))[:MOST_PRICES])
    if flag(record, "free"):
        return "free", ""
    found = said(words, " ".join((fees, *(line(one, "option", "amount_description") for one in options))))
    return _from_words(found), fees if found != {"free"} else ""


def _is_over(option: Json, today: date) -> bool:
    until = day(option, "valid_to")
    return until is not None and until < today


def _prices(options: list[Json]) -> Iterator[str]:
    for one in options:
        amount = number(one, "amount")
        if amount is not None and amount >= 0:
            price = "free" if amount == 0 else _price(amount, line(one, "currency").upper())
            about = line(one, "option")
            yield " ".join(filter(None, (price, line(one, "amount_description"), f"({about})" if about else "")))


def _price(amount: float, currency: str) -> str:
    written = f"{amount:,.2f}".removesuffix(".00")
    return f"£{written}" if currency in {"", "GBP"} else f"{written} {currency}"


def _from_words(found: set[str]) -> Cost:
    if "mixed" in found or {"free", "paid"} <= found:
        return "mixed"
    return "paid" if "paid" in found else "free" if "free" in found else "unknown"
