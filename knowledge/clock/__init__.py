"""The clock of an EHC plan: from the dates that a family knows to the dates that the law sets."""

from knowledge.clock.given import CodeError, DateFault, Dates
from knowledge.clock.timeline import State, Timeline, work_out
from knowledge.clock.words import ClockWords, load_clock

__all__ = ["ClockWords", "CodeError", "DateFault", "Dates", "State", "Timeline", "load_clock", "work_out"]
