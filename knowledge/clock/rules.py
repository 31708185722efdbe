"""The rules of the clock, one a function, each with its law. "SEND Regs" are SI 2014/1530.

A rule takes what the family knows and gives its step, or None where what it runs from is not known. Bank holidays
count only where the rule speaks of working days. The four reasons of reg 10(4) for which a council may be late never
move a date: whether one holds is for the council to show, so they only add a note.
"""

from __future__ import annotations

from datetime import date

from knowledge.clock.counting import after_weeks, in_time_at_tribunal, last_of_days, last_of_working_days
from knowledge.clock.given import Dates
from knowledge.clock.step import Note, Notes, Step
from knowledge.dates import add_months

_End = tuple[date, date, Note]
"""A day on which a time can end, the day it is counted from, and the note that says so."""


def decision_to_assess(given: Dates) -> Step | None:
    """The council says if it will assess within 6 weeks of receiving the request: SEND Regs reg 5(1).

    Late only for the reasons of reg 5(4), which are those of reg 10(4).
    """
    if given.requested is None:
        return None
    notes = ("received", "weeks-day-one", *_may_say(given))
    done = any((given.decided, _no(given), given.draft_sent, given.final))
    by = after_weeks(given.requested, 6)
    return Step("decision-to-assess", by, given.requested, "SEND Regs 2014 reg 5(1)", notes, done)


def advice(given: Dates) -> Step | None:
    """Whoever is asked for advice answers within 6 weeks of being asked: SEND Regs reg 8(1).

    The council asks once it has decided to assess, so without that day the time runs from the last day to decide.
    Late only for the reasons of reg 8(2): exceptional circumstances, 4 weeks away, a missed appointment.
    """
    start = given.decided
    note: Note = "advice-from-decision"
    if start is None and given.requested is not None and not _said_no(given):
        start, note = after_weeks(given.requested, 6), "advice-from-limit"
    if start is None:
        return None
    done = any((given.draft_sent, given.final, _no_after_yes(given)))
    law = "SEND Regs 2014 reg 8(1)"
    return Step("advice", after_weeks(start, 6), start, law, (note, "weeks-day-one", "advice-may-be-late"), done)


def no_plan_notice(given: Dates) -> Step | None:
    """A council that will make no plan says so within 16 weeks of receiving the request: SEND Regs reg 10(1).

    Late only for the reasons of reg 10(4). A draft or final plan proves that there is no such notice to wait for.
    """
    no_plan = _no_after_yes(given)
    if given.requested is None or (_said_no(given) and not no_plan):
        return None
    notes = ("weeks-day-one", *_may_say(given))
    done = any((given.draft_sent, given.final, no_plan))
    by = after_weeks(given.requested, 16)
    return Step("no-plan-notice", by, given.requested, "SEND Regs 2014 reg 10(1)", notes, done)


def final_plan(given: Dates) -> Step | None:
    """The council sends the final plan within 20 weeks of receiving the request: SEND Regs reg 13(2).

    Late only for the reasons of reg 13(3), which are those of reg 10(4). After a "no" there is no plan to wait for.
    """
    if given.requested is None or _said_no(given):
        return None
    notes = ("weeks-day-one", *_may_say(given))
    by = after_weeks(given.requested, 20)
    return Step("final-plan", by, given.requested, "SEND Regs 2014 reg 13(2)", notes, given.final is not None)


def draft_comments(given: Dates) -> Step | None:
    """The family has at least 15 days, beginning with the day the draft is served: SEND Regs reg 13(1)(a)."""
    if given.draft_sent is None:
        return None
    by = last_of_days(given.draft_sent, 15)
    notes: Notes = ("served-day-one", "at-least-15")
    return Step(
        "draft-comments", by, given.draft_sent, "SEND Regs 2014 reg 13(1)(a)", notes, done=given.final is not None
    )


def mediation_contact(given: Dates) -> Step | None:
    """The mediation adviser is contacted within 2 months of the council sending its decision: SEND Regs reg 33.

    Not for an appeal about section I alone, nor for a discrimination claim (CFA 2014 s.55). The month is a calendar
    month with the corresponding date; no rule rolls the day on.
    """
    letter = _letter(given)
    if letter is None or given.decision_kind == "discrimination":
        return None
    notes: Notes = ("two-months", "school-alone") if letter == given.final else ("two-months",)
    done = given.certificate is not None and given.certificate >= letter
    return Step("mediation-contact", add_months(letter, 2), letter, "SEND Regs 2014 reg 33", notes, done)


def appeal(given: Dates) -> Step | None:
    """The Tribunal gets the appeal by the later of 2 months from the letter and 1 month from the certificate.

    Tribunal (HESC) Rules 2008 r.20, rolled on by r.12(2) and (3). A discrimination claim has a rule of its own.
    """
    if given.decision_kind == "discrimination":
        return _discrimination_claim(given)
    letter = _letter(given)
    ends: list[_End] = [(add_months(letter, 2), letter, "from-letter")] if letter else []
    if given.certificate:
        note: Note = "from-certificate" if letter else "certificate-alone"
        ends.append((add_months(given.certificate, 1), given.certificate, note))
    if not ends:
        return None
    counted, start, note = max(ends)
    by = in_time_at_tribunal(counted)
    notes: Notes = (note, "rolled") if by != counted else (note,)
    return Step("appeal", by, start, "Tribunal (HESC) Rules 2008 r.20 and r.12", notes, counted=counted)


def _discrimination_claim(given: Dates) -> Step | None:
    """The Tribunal gets the claim within 6 months of what happened: Equality Act 2010 Sch 17 para 4.

    Rule 12(3) has not covered these claims since 21 July 2020, so nothing rolls on. The Act's period starts "with" the
    day, which some read as ending a day earlier; the note says to send it before.
    """
    happened = given.refused
    if happened is None:
        return None
    law = "Equality Act 2010 Sch 17 para 4"
    notes: Notes = ("six-months-day-one", "not-rolled")
    return Step("appeal", add_months(happened, 6), happened, law, notes, second="discrimination-claim")


def review_report(given: Dates) -> Step | None:
    """The school sends its report to everyone invited within 2 weeks of the review meeting: SEND Regs reg 20."""
    if given.review_meeting is None:
        return None
    by = after_weeks(given.review_meeting, 2)
    return Step("review-report", by, given.review_meeting, "SEND Regs 2014 reg 20", done=_review_answered(given))


def review_decision(given: Dates) -> Step | None:
    """The council says within 4 weeks of the meeting if it keeps, changes or ends the plan: SEND Regs reg 20(10).

    Where it changes the plan, the changes go with that letter: R (L, M and P) v Devon CC [2022] EWHC 493 (Admin).
    """
    if given.review_meeting is None:
        return None
    by = after_weeks(given.review_meeting, 4)
    law = "SEND Regs 2014 reg 20(10)"
    return Step("review-decision", by, given.review_meeting, law, ("changes-with-it",), _review_answered(given))


def amendment_comments(given: Dates) -> Step | None:
    """The family has at least 15 days, beginning with the day the notice is served: SEND Regs reg 22(2)(c)."""
    notice = given.amendment_notice
    if notice is None:
        return None
    notes: Notes = ("served-day-one", "at-least-15")
    done = _final_since(given, notice)
    return Step("amendment-comments", last_of_days(notice, 15), notice, "SEND Regs 2014 reg 22(2)(c)", notes, done)


def review_final_plan(given: Dates) -> Step | None:
    """The changed plan comes within 8 weeks of the notice, and never over 12 weeks after the meeting.

    SEND Regs regs 20(10) and 22(3), as read in R (L, M and P) v Devon CC [2022] EWHC 493 (Admin): 4 weeks to the
    notice and 8 more. Either day is enough; with both, the earlier end counts.
    """
    ends: list[_End] = []
    if given.amendment_notice:
        ends.append((after_weeks(given.amendment_notice, 8), given.amendment_notice, "from-notice"))
    if given.review_meeting:
        note: Note = "meeting-caps" if given.amendment_notice else "notice-may-come-sooner"
        ends.append((after_weeks(given.review_meeting, 12), given.review_meeting, note))
    if not ends:
        return None
    by, start, note = min(ends, key=lambda end: end[0])
    law = "SEND Regs 2014 regs 20(10), 22(3); R (L and others) v Devon CC [2022] EWHC 493 (Admin)"
    return Step("review-final-plan", by, start, law, (note,), _final_since(given, start))


def phase_transfer(given: Dates) -> Step | None:
    """The plan is reviewed and names the new place before 15 February of the year of the move: SEND Regs reg 18(1)(b).

    From secondary school to a post-16 place before 31 March, reg 18(1)(a). So the last days are the 14th and the 30th.
    """
    if given.transfer is None:
        return None
    start = date(given.transfer, 1, 1)
    if given.phase == "post-16":
        by, law = date(given.transfer, 3, 30), "SEND Regs 2014 reg 18(1)(a)"
        return Step("phase-transfer", by, start, law, ("before-31-march",), second="phase-transfer-post-16")
    by, law = date(given.transfer, 2, 14), "SEND Regs 2014 reg 18(1)(b)"
    return Step("phase-transfer", by, start, law, ("before-15-february",))


def moved_plan(given: Dates) -> Step | None:
    """The old council passes the plan on within 15 working days, beginning with the day it learns of the move.

    SEND Regs reg 15(2). Where it knew 15 working days before, the day is that of the move itself.
    """
    if given.moved is None:
        return None
    by = last_of_working_days(given.moved, 15)
    return Step("moved-plan", by, given.moved, "SEND Regs 2014 reg 15(2)", ("knew-before", "working-day-one"))


def moved_tell(given: Dates) -> Step | None:
    """The new council says within 6 weeks of the transfer if it will assess, and when it will review: reg 15(4).

    The transfer is on the day of the move, unless the old council learnt of that too late (reg 15(2)).
    """
    if given.moved is None:
        return None
    by = after_weeks(given.moved, 6)
    return Step("moved-tell", by, given.moved, "SEND Regs 2014 reg 15(4)", ("transfer-may-be-later",))


RULES = (
    *(decision_to_assess, advice, no_plan_notice, draft_comments, final_plan, mediation_contact, appeal),
    *(review_report, review_decision, amendment_comments, review_final_plan),
    *(phase_transfer, moved_plan, moved_tell),
)
"""All rules; of two with the same day, the first here is told first."""


def _may_say(given: Dates) -> Notes:
    return ("may-say",) if given.exceptions else ()


def _no(given: Dates) -> date | None:
    """The day of the council's "no"; for discrimination, that day is of something else."""
    return None if given.decision_kind == "discrimination" else given.refused


def _said_no(given: Dates) -> bool:
    """Whether the request has ended in a "no": then nothing more of it is waited for."""
    return _no(given) is not None and given.draft_sent is None and given.final is None


def _no_after_yes(given: Dates) -> bool:
    """Whether the "no" is to a plan, since the council had said yes to an assessment."""
    no = _no(given)
    return given.decided is not None and no is not None and no >= given.decided


def _letter(given: Dates) -> date | None:
    """The letter that an appeal would be about, or the day of what a claim would be about: the latest."""
    return max((day for day in (given.refused, given.final) if day is not None), default=None)


def _final_since(given: Dates, day: date) -> bool:
    return given.final is not None and given.final >= day


def _review_answered(given: Dates) -> bool:
    meeting = given.review_meeting
    return meeting is not None and (given.amendment_notice is not None or _final_since(given, meeting))
