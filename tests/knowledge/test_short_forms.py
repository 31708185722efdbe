"""Short forms are found, and explained where they are first used."""

from __future__ import annotations

import pytest

from knowledge.base import Knowledge
from knowledge.short_forms import ShortForm, ShortForms

SENCO = ShortForm(
    short="SENCO", also=("SENDCo",), long=("special needs teacher",), means="the SEN teacher", entry="g-senco"
)
EHCP = ShortForm(short="EHCP", also=("EHC plan",), long=("care plan",), means="care plan", entry="g-ehcp")
LA = ShortForm(short="LA", long=("local authority",), means="the council", entry="g-la")
FORMS = ShortForms([SENCO, EHCP, LA])


def test_the_first_use_is_explained_and_the_second_is_not() -> None:
    assert (
        FORMS.explained("Ask the SENCO. The SENCO can help.") == "Ask the SENCO (the SEN teacher). The SENCO can help."
    )


def test_another_spelling_is_the_same_short_form() -> None:
    assert FORMS.explained("Ask the SENDCo or SENCO.") == "Ask the SENDCo (the SEN teacher) or SENCO."


def test_plurals_are_explained_behind_their_ending() -> None:
    assert FORMS.explained("SENCOs know EHCPs.") == "SENCOs (the SEN teacher) know EHCPs (care plan)."


def test_a_text_that_says_it_itself_is_left_alone() -> None:
    text = "The SENCO is the special needs teacher."
    assert FORMS.explained(text) == text


def test_a_heading_is_left_alone_and_the_line_under_it_explains() -> None:
    assert (
        FORMS.explained("# Your EHC plan\nThe EHC plan is law.") == "# Your EHC plan\nThe EHC plan (care plan) is law."
    )


@pytest.mark.parametrize("text", ["LAST", "PLACE", "la la la", "SENCO-led", "A LAN"])
def test_letters_inside_another_word_are_no_short_form(text: str) -> None:
    assert FORMS.within(text) == ()


def test_the_start_of_a_name_is_explained_at_the_next_use() -> None:
    assert FORMS.explained("LA Services is a firm. Ask the LA.") == "LA Services is a firm. Ask the LA (the council)."


def test_they_are_found_in_the_order_of_their_first_use() -> None:
    assert FORMS.within("The LA, the SENCO, the LA.") == (LA, SENCO)


def test_an_area_with_no_short_forms_explains_nothing() -> None:
    assert ShortForms(()).explained("Ask the SENCO.") == "Ask the SENCO."


def test_every_short_form_has_its_page_in_the_glossary(knowledge: Knowledge) -> None:
    assert [form.short for form in knowledge.short_forms if form.entry not in knowledge.answers] == []


def test_every_page_of_the_glossary_has_its_short_form(knowledge: Knowledge) -> None:
    pages = {answer.id for answer in knowledge.answers.values() if answer.topic == "glossary"}
    assert pages == {form.entry for form in knowledge.short_forms}
