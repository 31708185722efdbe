import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import Sealer, SealError

SEALER = Sealer(b"a secret")
TEXT = st.text(st.characters(codec="utf-8"))


@given(TEXT)
def test_what_was_sealed_opens_to_the_same_words(words: str) -> None:
    assert SEALER.open(SEALER.seal(words)) == words


def test_what_was_sealed_does_not_show_its_words() -> None:
    assert b"my daughter" not in SEALER.seal("my daughter")


def test_the_same_words_never_look_the_same_twice() -> None:
    assert SEALER.seal("autism") != SEALER.seal("autism")


def test_a_restart_with_the_same_secret_opens_what_was_sealed() -> None:
    assert Sealer(b"a secret").open(SEALER.seal("words")) == "words"


def test_another_key_opens_nothing_and_says_what_to_do() -> None:
    with pytest.raises(SealError, match="Set SIGNPOST_SECRET_KEY to the key that this database was made with"):
        Sealer(b"another secret").open(SEALER.seal("words"))


def test_a_change_anywhere_is_noticed() -> None:
    sealed = SEALER.seal("words")
    for place in range(len(sealed)):
        bent = sealed[:place] + (b"A" if sealed[place : place + 1] != b"A" else b"B") + sealed[place + 1 :]
        # The last sign of base64 may hold bits that stand for nothing: then the words are still just the same.
        try:
            assert SEALER.open(bent) == "words"
            assert place >= len(sealed) - 4
        except SealError:
            pass


@pytest.mark.parametrize("junk", [b"", b"words", b"\x00" * 100, "words".encode("utf-16")])
def test_what_was_never_sealed_is_refused(junk: bytes) -> None:
    with pytest.raises(SealError):
        SEALER.open(junk)


def test_a_hash_depends_on_the_secret_the_purpose_and_the_value() -> None:
    one = SEALER.hash("receipt", "K7QM-2XHD")
    others = {
        Sealer(b"another secret").hash("receipt", "K7QM-2XHD"),
        SEALER.hash("chat", "K7QM-2XHD"),
        SEALER.hash("receipt", "K7QM-2XHE"),
    }
    assert one not in others
    assert len(others) == 3
    assert one == SEALER.hash("receipt", "K7QM-2XHD")


def test_purpose_and_value_cannot_run_into_each_other() -> None:
    assert SEALER.hash("re", "ceipt") != SEALER.hash("rec", "eipt")
