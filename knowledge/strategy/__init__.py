"""The council's strategy, as its own documents say it: what is aimed at, promised, counted, and what became of it."""

from knowledge.strategy.loading import load_strategy
from knowledge.strategy.models import (
    Action,
    Document,
    Evidence,
    Outcome,
    Promise,
    Strategy,
    StrategyItem,
    Table,
    Update,
)

__all__ = [
    "Action",
    "Document",
    "Evidence",
    "Outcome",
    "Promise",
    "Strategy",
    "StrategyItem",
    "Table",
    "Update",
    "load_strategy",
]
