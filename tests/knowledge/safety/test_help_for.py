from dataclasses import replace

import pytest

from knowledge.safety import Alert, SafetyCheck, SafetyContent, help_for

SUICIDE = Alert("suicide-self-harm", 1, "unknown", "test", sexual=False, fear_of_harm=False, gentle=False)


def _alert(signal: str, **changes: object) -> Alert:
    return replace(SUICIDE, signal=signal, **changes)  # type: ignore[arg-type]


def _every_alert(content: SafetyContent) -> list[Alert]:
    return [
        _alert(signal.id, urgency=signal.urgency, speaker=speaker, fear_of_harm=fear, sexual=sexual, gentle=gentle)
        for signal in content.signals
        for speaker in ("child", "adult", "unknown")
        for fear in (False, True)
        for sexual in (False, True)
        for gentle in ((False, True) if signal.gentle_phrases else (False,))
    ]


@pytest.mark.parametrize("age", [None, 9, 16, 25])
def test_every_alert_shows_one_to_three_cards_that_can_be_reached(content: SafetyContent, age: int | None) -> None:
    for alert in _every_alert(content):
        found = help_for(alert, content, age)
        assert 1 <= len(found.cards) <= 3
        assert found.first_line
        for card in (*found.cards, *found.more):
            assert card.phone or card.text or card.url
            assert card.confidence != "low"
            assert card.show_to_public


def test_no_card_comes_twice(content: SafetyContent) -> None:
    for alert in _every_alert(content):
        found = help_for(alert, content)
        ids = [card.id for card in (*found.cards, *found.more)]
        assert len(ids) == len(set(ids))


def test_the_line_for_professionals_is_never_shown(content: SafetyContent) -> None:
    assert not content.signpost("cads-professionals").can_be_shown


def test_the_mental_health_line_never_stands_alone(content: SafetyContent) -> None:
    for alert in _every_alert(content):
        cards = [card.id for card in help_for(alert, content).cards]
        assert cards != ["nhs-111-mental-health"]


def test_an_unknown_person_gets_the_cards_for_children_first(content: SafetyContent) -> None:
    found = help_for(SUICIDE, content)

    assert [card.id for card in found.cards] == ["nhs-111-mental-health", "childline", "shout"]
    assert "samaritans" in [card.id for card in found.more]


def test_an_adult_gets_the_cards_for_adults(content: SafetyContent) -> None:
    found = help_for(replace(SUICIDE, speaker="adult"), content)

    assert "childline" not in [card.id for card in (*found.cards, *found.more)]
    assert found.first_line == content.signal("suicide-self-harm").first_line.adult


def test_the_age_of_a_child_does_not_make_its_parent_a_child(content: SafetyContent) -> None:
    found = help_for(replace(SUICIDE, speaker="adult"), content, age=9)

    assert "samaritans" in [card.id for card in found.cards]


def test_a_sixteen_year_old_also_gets_what_starts_at_sixteen(content: SafetyContent) -> None:
    alert = _alert("domestic-abuse", urgency=2, speaker="child")

    assert "nidas" in [card.id for card in help_for(alert, content, age=16).more]
    assert "nidas" not in [card.id for card in help_for(alert, content, age=14).more]


def test_suicide_always_says_when_to_call_an_ambulance(content: SafetyContent) -> None:
    assert any("999" in line for line in help_for(SUICIDE, content).lines)


def test_danger_without_an_emergency_card_up_front_says_when_to_call_999(content: SafetyContent) -> None:
    for alert in _every_alert(content):
        found = help_for(alert, content)
        up_front = [card.phone for card in found.cards if card.phone]
        assert alert.gentle or "999" in up_front or any("999" in line for line in found.lines)


def test_fear_of_hurting_a_child_brings_the_emergency_cards_first(content: SafetyContent) -> None:
    alert = _alert("parent-at-breaking-point", urgency=3, speaker="adult", fear_of_harm=True)

    assert [card.id for card in help_for(alert, content).cards][:2] == ["emergency-999", "cads-public"]


def test_wearing_words_bring_one_card_and_no_more_lines(content: SafetyContent, safety: SafetyCheck) -> None:
    alert = safety.check("i cant cope anymore")
    assert alert is not None
    found = help_for(alert, content)

    assert [card.id for card in found.cards] == ["samaritans"]
    assert found.lines == ()


def test_abuse_at_home_says_how_to_clear_the_chat(content: SafetyContent) -> None:
    assert content.lines.clear_chat in help_for(_alert("domestic-abuse"), content).lines
