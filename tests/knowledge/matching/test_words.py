from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from made_matcher import made_words

from knowledge.base import Knowledge
from knowledge.faults import ContentError
from knowledge.matching import load_words
from knowledge.matching.normalise import clean, words_in


def _write(folder: Path, name: str, data: object) -> None:
    (folder / name).write_text(yaml.safe_dump(data), encoding="utf-8")


def _parts() -> dict[str, object]:
    return made_words().model_dump(mode="json")


def test_keys_may_be_spread_over_files(tmp_path: Path) -> None:
    parts = _parts()
    _write(tmp_path, "a.yaml", {"same": parts.pop("same")})
    _write(tmp_path, "b.yaml", parts)
    assert load_words(tmp_path) == made_words()


def test_a_key_in_two_files_is_a_fault(tmp_path: Path) -> None:
    parts = _parts()
    _write(tmp_path, "a.yaml", {"same": parts["same"]})
    _write(tmp_path, "b.yaml", parts)
    with pytest.raises(ContentError, match=r"b\.yaml:.*'same' is already in a\.yaml"):
        load_words(tmp_path)


def test_a_key_that_is_missing_is_named(tmp_path: Path) -> None:
    parts = _parts()
    del parts["stages"]
    _write(tmp_path, "a.yaml", parts)
    with pytest.raises(ContentError, match="no words file has the key 'stages'"):
        load_words(tmp_path)


def test_a_wrong_value_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml", _parts())
    (tmp_path / "a.yaml").write_text(
        (tmp_path / "a.yaml").read_text(encoding="utf-8").replace("weight: 0.1", "weight: 7"), encoding="utf-8"
    )
    with pytest.raises(ContentError, match=r"a\.yaml:\d+: 'same\.3\.weight'"):
        load_words(tmp_path)


def test_each_group_has_a_reply() -> None:
    words = made_words()
    assert words.reply("other_area") == "Only Ourshire."
    assert words.reply("language_pl") == "Po angielsku."
    with pytest.raises(KeyError):
        words.reply("nobody")


def test_wordings_belong_to_entries_that_exist(knowledge: Knowledge) -> None:
    assert knowledge.words.wordings.keys() <= knowledge.answers.keys() | knowledge.services.keys()


def test_stages_name_topics_that_exist(knowledge: Knowledge) -> None:
    topics = {answer.topic for answer in knowledge.answers.values()}
    named = {topic for stage in knowledge.words.stages for topic in stage.topics}
    assert named | set(knowledge.words.meanings.topics) <= topics


def test_no_phrase_is_read_in_two_ways(knowledge: Knowledge) -> None:
    seen: dict[str, str] = {}
    twice = []
    for same in knowledge.words.same:
        for phrase in same.also:
            if seen.setdefault(phrase, same.term) != same.term:
                twice.append(phrase)
    assert not twice


def test_no_related_phrase_loses_a_word(knowledge: Knowledge) -> None:
    # "out of school" read as "school" would stand for far more than it says.
    stop = set(words_in(clean(knowledge.words.stop)))
    phrases = [phrase for related in knowledge.words.related for phrase in related.words]
    assert not [phrase for phrase in phrases if stop & set(words_in(clean(phrase)))]


def test_the_noise_group_that_the_code_gives_has_a_reply(knowledge: Knowledge) -> None:
    assert knowledge.words.reply("gibberish")
