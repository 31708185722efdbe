import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from safety_corpus import CONTENT

from knowledge.faults import ContentError
from knowledge.safety import SafetyCheck, SafetyContent, load_safety
from knowledge.safety.folding import Folding


def test_every_phrase_is_found_and_no_less_urgently_than_its_signal(
    safety: SafetyCheck, content: SafetyContent
) -> None:
    for signal in content.signals:
        for phrase in (*signal.phrases.child, *signal.phrases.adult):
            alert = safety.check(re.sub(r"[=+]", "", phrase))
            assert alert is not None, phrase
            assert alert.urgency <= signal.urgency, phrase


def test_a_look_alike_never_brings_up_its_own_signal(safety: SafetyCheck, content: SafetyContent) -> None:
    for signal in content.signals:
        for look_alike in signal.look_alikes:
            alert = safety.check(look_alike)
            assert alert is None or alert.signal != signal.id, look_alike


def test_numbers_are_checked_again_within_ninety_days(content: SafetyContent) -> None:
    longest = timedelta(days=content.meta.recheck_every_days)

    assert all(one.review_by - one.checked_on <= longest for one in content.signposts)


def test_the_list_of_what_to_check_first_names_signposts(content: SafetyContent) -> None:
    for one in content.meta.first_to_recheck:
        assert content.signpost(one)


def test_a_pattern_of_several_words_keeps_more_than_one(content: SafetyContent) -> None:
    folding = Folding(content.words)
    shrunk = [text for text in _plain_patterns(content) if _kept(folding, text) < 2]

    assert shrunk == [], "small words are left out before matching, so these would match on a single word"


def _plain_patterns(content: SafetyContent) -> Iterator[str]:
    rules = [rule for signal in content.signals for rule in signal.rules]
    for text in (text for rule in rules for text in (*rule.any, *rule.unless)):
        if len(text.split()) > 1 and not set(text) & set("{}=|+&."):
            yield text


def _kept(folding: Folding, text: str) -> int:
    words = folding.spelled_out(text.replace("'", "").split())
    return len([word for word in words if word not in folding.fillers])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "safety"))


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_missing_file_is_named(broken: Path) -> None:
    (broken / "words.yaml").unlink()

    with pytest.raises(ContentError, match=r"words\.yaml:1: the file cannot be read"):
        load_safety(broken)


def test_a_folder_without_signals_is_refused(broken: Path) -> None:
    shutil.rmtree(broken / "signals")

    with pytest.raises(ContentError, match="no crisis could be found"):
        load_safety(broken)


def test_an_unknown_key_is_named(broken: Path) -> None:
    _replace(broken / "signals" / "1-immediate-danger.yaml", "urgency: 1", "urgency: 1\nurgent: yes")

    with pytest.raises(ContentError, match=r"the key .urgent. is not known"):
        load_safety(broken)


def test_a_signpost_that_is_not_there_is_named(broken: Path) -> None:
    _replace(broken / "signals" / "1-immediate-danger.yaml", "[emergency-999, ", "[emergency-9999, ")

    with pytest.raises(ContentError, match="'emergency-9999', which is not a signpost"):
        load_safety(broken)


def test_a_concept_that_is_not_there_is_named(broken: Path) -> None:
    _replace(broken / "signals" / "1-immediate-danger.yaml", '"swallow bleach"', '"{swollow} bleach"')

    with pytest.raises(ContentError, match="swollow"):
        load_safety(broken)


def test_broken_yaml_is_named(broken: Path) -> None:
    (broken / "concepts.yaml").write_text("concepts: [", encoding="utf-8")

    with pytest.raises(ContentError, match=r"concepts\.yaml:\d+: this is not valid YAML"):
        load_safety(broken)


def test_a_gentle_phrase_that_is_no_phrase_is_named(broken: Path) -> None:
    _replace(broken / "signals" / "7-parent-at-breaking-point.yaml", '  - "i\'m on my knees"\n', '  - "i am tired"\n')

    with pytest.raises(ContentError, match="gentle_phrases has"):
        load_safety(broken)
