"""Accounts, sign-ins and sessions, on both kinds of database. Time is given, so nothing waits."""

import base64
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from authenticator import digits
from sqlalchemy import Engine, select
from sqlmodel import Session
from stored import rows, unsealed

from storage.api_keys import ApiKeyError, ApiKeys
from storage.audit import Audit, AuditFilters
from storage.drafts import Drafts, Kept
from storage.keep_times import Keep
from storage.officer_sessions import IDLE, LONGEST, Sessions
from storage.officer_tables import FailedSignIn, Officer
from storage.officers import OfficerError, Officers
from storage.passwords import app_address, fits_password, hash_password, step_of
from storage.retention import prune
from storage.sealing import Sealer
from storage.sign_in import MOST_FAILED, WITHIN, SignedIn, SignIn
from storage.switch import LONGEST_REASON, SwitchError, switch_off, switch_on, why_off
from storage.tables import Decision

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PASSWORD = "three random words"
MINUTE = timedelta(minutes=1)


@contextmanager
def session_on(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@pytest.fixture
def officers(engine: Engine, sealer: Sealer) -> Callable[..., str]:
    """Makes an account, and gives the secret of its second factor."""

    def add(name: str = "ann", role: str = "viewer") -> str:
        with session_on(engine) as session:
            return Officers(session, sealer, NOON).add(name, role, PASSWORD)  # type: ignore[arg-type]

    return add


@pytest.fixture
def way_in(engine: Engine, sealer: Sealer) -> SignIn:
    return SignIn(engine, sealer)


def test_digits_are_those_of_the_standard() -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert step_of(secret, "287 082", 59, -1) == 1  # RFC 6238, appendix B, its last six digits
    assert step_of(secret, "287082", 59 + 90, -1) is None


def test_an_app_reads_whose_code_it_is_from_the_address() -> None:
    assert app_address("ABC", "ann@any.example", "Signpost") == (
        "otpauth://totp/Signpost:ann%40any.example?secret=ABC&issuer=Signpost&digits=6&period=30"
    )


def test_a_password_is_kept_as_argon2id_and_nothing_fits_no_password() -> None:
    kept = hash_password(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert fits_password(PASSWORD, kept)
    assert not fits_password(PASSWORD, None)


def test_the_right_three_things_sign_in_and_anything_else_does_not(
    officers: Callable[..., str], way_in: SignIn
) -> None:
    secret = officers()
    right = digits(secret, NOON)
    assert way_in.enter("ann", "three other words", right, "", NOON) == "wrong"
    assert way_in.enter("nobody", PASSWORD, right, "", NOON) == "wrong"
    assert way_in.enter("ann", PASSWORD, "000000", "", NOON) == "wrong"
    assert way_in.enter("ann", PASSWORD, "", "", NOON) == "wrong"
    found = way_in.enter(" ANN ", PASSWORD, right, "", NOON)
    assert isinstance(found, SignedIn)
    assert found.account.name == "ann"


def test_digits_work_once_also_for_two_at_the_same_moment(officers: Callable[..., str], way_in: SignIn) -> None:
    secret = officers()
    right = digits(secret, NOON)
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: way_in.enter("ann", PASSWORD, right, "known", NOON), range(2)))
    assert sorted(isinstance(one, SignedIn) for one in both) == [False, True]
    assert way_in.enter("ann", PASSWORD, right, "known", NOON) == "wrong"
    assert isinstance(way_in.enter("ann", PASSWORD, digits(secret, NOON + MINUTE), "", NOON + MINUTE), SignedIn)


def test_who_guesses_from_elsewhere_does_not_lock_out_a_known_device(
    officers: Callable[..., str], way_in: SignIn
) -> None:
    secret = officers()
    for _ in range(MOST_FAILED):
        assert way_in.enter("ann", "a guess", "123456", "", NOON) == "wrong"
    assert way_in.enter("ann", PASSWORD, digits(secret, NOON), "", NOON) == "wait"
    assert isinstance(way_in.enter("ann", PASSWORD, digits(secret, NOON), "her laptop", NOON), SignedIn)


def test_waiting_ends_by_itself_however_often_someone_tries_in_it(officers: Callable[..., str], way_in: SignIn) -> None:
    secret = officers()
    for number in range(3 * MOST_FAILED):
        way_in.enter("ann", "a guess", "123456", "", NOON + number * timedelta(seconds=1))
    later = NOON + WITHIN + timedelta(seconds=MOST_FAILED)
    assert isinstance(way_in.enter("ann", PASSWORD, digits(secret, later), "", later), SignedIn)


def test_many_guesses_at_once_are_no_more_than_five(officers: Callable[..., str], way_in: SignIn) -> None:
    officers()
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda _: way_in.enter("ann", "a guess", "1", "", NOON), range(16)))
    assert said.count("wrong") <= MOST_FAILED


def test_names_that_nobody_has_have_to_wait_as_well(way_in: SignIn) -> None:
    said = [way_in.enter("nobody", "a guess", "1", "", NOON) for _ in range(MOST_FAILED + 1)]
    assert said == ["wrong"] * MOST_FAILED + ["wait"]


def test_sign_ins_and_lockouts_are_noted_with_no_word_of_what_was_typed(
    engine: Engine, officers: Callable[..., str], way_in: SignIn
) -> None:
    secret = officers()
    for name in ("ann", "my password by mistake"):
        for _ in range(MOST_FAILED + 1):
            way_in.enter(name, "a guess", "123456", "", NOON)
    way_in.enter("ann", PASSWORD, digits(secret, NOON), "known", NOON)
    with session_on(engine) as session:
        noted = [(one.who, one.what) for one in Audit(session).page(AuditFilters()).notes]
    assert sorted(noted) == [("ann", "locked-out"), ("ann", "sign-in"), ("command line", "add-officer")]
    assert "my password" not in str(rows(engine))


def test_a_session_ends_half_an_hour_after_the_last_page(
    engine: Engine, officers: Callable[..., str], way_in: SignIn
) -> None:
    token = _entered(way_in, officers())
    with session_on(engine) as session:
        assert Sessions(session, NOON + IDLE).find(token)
        Sessions(session, NOON + IDLE).keep_open(token)
    with session_on(engine) as session:
        assert Sessions(session, NOON + 2 * IDLE).find(token)
        assert Sessions(session, NOON + 2 * IDLE + MINUTE).find(token) is None
        assert Sessions(session, NOON + 2 * IDLE + MINUTE).whose_ended(token)


def test_a_session_ends_twelve_hours_after_the_sign_in_however_busy_it_is(
    engine: Engine, officers: Callable[..., str], way_in: SignIn
) -> None:
    token = _entered(way_in, officers())
    with session_on(engine) as session:
        Sessions(session, NOON + LONGEST).keep_open(token)
    with session_on(engine) as session:
        assert Sessions(session, NOON + LONGEST).find(token)
        assert Sessions(session, NOON + LONGEST + MINUTE).find(token) is None


@pytest.mark.parametrize("change", ["role", "disabled", "password", "reset"])
def test_a_changed_account_is_signed_out_everywhere(
    change: str, engine: Engine, sealer: Sealer, officers: Callable[..., str], way_in: SignIn
) -> None:
    token = _entered(way_in, officers())
    with session_on(engine) as session:
        accounts = Officers(session, sealer, NOON)
        match change:
            case "role":
                accounts.change("ann", role="editor")
            case "disabled":
                accounts.change("ann", disabled=True)
            case "password":
                accounts.set_password("ann", "another long password")
            case _:
                accounts.reset("ann", "another long password")
    with session_on(engine) as session:
        assert Sessions(session, NOON).find(token) is None


def test_a_disabled_officer_cannot_sign_in_until_enabled(
    engine: Engine, sealer: Sealer, officers: Callable[..., str], way_in: SignIn
) -> None:
    secret = officers()
    _change(engine, sealer, disabled=True)
    assert way_in.enter("ann", PASSWORD, digits(secret, NOON), "", NOON) == "wrong"
    _change(engine, sealer, disabled=False)
    assert isinstance(way_in.enter("ann", PASSWORD, digits(secret, NOON), "", NOON), SignedIn)


def test_a_reset_makes_the_old_phone_and_password_worthless(
    engine: Engine, sealer: Sealer, officers: Callable[..., str], way_in: SignIn
) -> None:
    old = officers()
    with session_on(engine) as session:
        new = Officers(session, sealer, NOON).reset("ann", "another long password")
    assert way_in.enter("ann", PASSWORD, digits(old, NOON), "", NOON) == "wrong"
    assert way_in.enter("ann", "another long password", digits(old, NOON), "", NOON) == "wrong"
    assert isinstance(way_in.enter("ann", "another long password", digits(new, NOON), "", NOON), SignedIn)


@pytest.mark.parametrize("less", [{"role": "editor"}, {"disabled": True}])
def test_the_last_admin_stays(
    less: dict[str, object], engine: Engine, sealer: Sealer, officers: Callable[..., str]
) -> None:
    officers("ann", "admin")
    officers("bob", "admin")
    with session_on(engine) as session:
        Officers(session, sealer, NOON).change("bob", disabled=True)
    with session_on(engine) as session, pytest.raises(OfficerError, match="only admin"):
        Officers(session, sealer, NOON).change("ann", **less)  # type: ignore[arg-type]


def test_an_admin_does_not_switch_their_own_account_off(
    engine: Engine, sealer: Sealer, officers: Callable[..., str]
) -> None:
    officers("ann", "admin")
    officers("bob", "admin")
    with session_on(engine) as session, pytest.raises(OfficerError, match="your own"):
        Officers(session, sealer, NOON, by="ann").change("ann", disabled=True)


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("x" * 65, PASSWORD), ("a\nb", PASSWORD), ("bob", "short")]
)
def test_an_account_needs_a_name_and_a_long_password(name: str, password: str, engine: Engine, sealer: Sealer) -> None:
    with session_on(engine) as session, pytest.raises(OfficerError):
        Officers(session, sealer, NOON).add(name, "viewer", password)


def test_two_officers_do_not_share_a_name_in_any_case(officers: Callable[..., str]) -> None:
    officers("ann")
    with pytest.raises(OfficerError, match="already"):
        officers(" Ann ")


def test_no_secret_of_an_account_is_in_the_database_in_clear(
    engine: Engine, sealer: Sealer, officers: Callable[..., str], way_in: SignIn
) -> None:
    secret = officers()
    token = _entered(way_in, secret)
    with session_on(engine) as session:
        _, key = ApiKeys(session).make("the intranet", NOON.date())
    clear = str(rows(engine))
    assert not any(one in clear for one in (secret, token, key, PASSWORD))
    assert secret in unsealed(rows(engine), sealer)


def test_someone_from_the_sign_on_has_the_role_that_it_tells_each_time(engine: Engine, sealer: Sealer) -> None:
    first = _signed_on(engine, sealer, "issuer 1", "Ann@Any.example", "viewer")
    again = _signed_on(engine, sealer, "issuer 1", "ann.married@any.example", "editor")
    assert (first.id, again.role, again.name, again.has_password) == (again.id, "editor", "ann@any.example", False)


def test_nobody_takes_over_an_account_by_having_its_name_at_the_sign_on(
    engine: Engine, sealer: Sealer, officers: Callable[..., str]
) -> None:
    officers("ann")
    with pytest.raises(OfficerError, match="another account"):
        _signed_on(engine, sealer, "issuer 1", "ann", "admin")
    _signed_on(engine, sealer, "issuer 2", "bob", "viewer")
    with pytest.raises(OfficerError, match="another account"):
        _signed_on(engine, sealer, "issuer 3", "bob", "admin")


def test_what_was_switched_off_here_is_not_opened_by_the_sign_on(engine: Engine, sealer: Sealer) -> None:
    _signed_on(engine, sealer, "issuer 1", "ann", "viewer")
    _change(engine, sealer, disabled=True)
    with pytest.raises(OfficerError, match="switched off"):
        _signed_on(engine, sealer, "issuer 1", "ann", "viewer")


def test_an_account_of_the_sign_on_has_no_password_to_guess(engine: Engine, sealer: Sealer, way_in: SignIn) -> None:
    _signed_on(engine, sealer, "issuer 1", "ann", "viewer")
    assert way_in.enter("ann", "", "", "", NOON) == "wrong"
    with session_on(engine) as session, pytest.raises(OfficerError, match="council account"):
        Officers(session, sealer, NOON).reset("ann", PASSWORD)


def test_a_draft_is_sealed_and_its_officers_alone(engine: Engine, sealer: Sealer) -> None:
    kept = Kept("/console/x", "/console/x/answer", {"text": ["a long answer"]})
    with session_on(engine) as session:
        Drafts(session, sealer, "ann").keep(kept, NOON)
    with session_on(engine) as session:
        assert Drafts(session, sealer, "ann").at("/console/x") == kept
        assert Drafts(session, sealer, "bob").at("/console/x") is None
    assert "a long answer" not in str(rows(engine))


def test_what_officers_leave_behind_ends(
    engine: Engine, sealer: Sealer, officers: Callable[..., str], way_in: SignIn
) -> None:
    token = _entered(way_in, officers())
    way_in.enter("ann", "a guess", "1", "", NOON)
    with session_on(engine) as session:
        Drafts(session, sealer, "ann").keep(Kept("/console/x", "/console/x", {"text": ["words"]}), NOON)
    with session_on(engine) as session:
        prune(session, Keep(), NOON + timedelta(hours=23))
        assert Sessions(session, NOON).whose_ended(token)
    with session_on(engine) as session:
        prune(session, Keep(), NOON + timedelta(days=2))
        assert Sessions(session, NOON).whose_ended(token) is None
        assert session.scalars(select(FailedSignIn)).all() == []
        assert Drafts(session, sealer, "ann").all()
    with session_on(engine) as session:
        prune(session, Keep(), NOON + timedelta(days=15))
        assert Drafts(session, sealer, "ann").all() == []


def test_an_account_that_is_switched_off_goes_with_the_last_note_of_it(
    engine: Engine, sealer: Sealer, officers: Callable[..., str]
) -> None:
    officers("ann")
    officers("bob")
    _change(engine, sealer, disabled=True)
    keep = Keep()
    with session_on(engine) as session:
        prune(session, keep, NOON + timedelta(days=300))
        assert len(session.scalars(select(Officer)).all()) == 2
    with session_on(engine) as session:
        prune(session, keep, NOON + timedelta(days=31 * keep.decision_months))
        assert [one.name for one in session.scalars(select(Officer))] == ["bob"]


def test_a_key_opens_until_it_is_switched_off(engine: Engine) -> None:
    with session_on(engine) as session:
        key_id, key = ApiKeys(session).make("the intranet", NOON.date())
    with session_on(engine) as session:
        assert ApiKeys(session).find(key) == "the intranet"
        assert ApiKeys(session).find(f"{key}x") is None
        assert ApiKeys(session).find("") is None
        ApiKeys(session).switch_off(key_id)
    with session_on(engine) as session:
        assert ApiKeys(session).find(key) is None
        assert [one.disabled for one in ApiKeys(session).all()] == [True]
        with pytest.raises(ApiKeyError):
            ApiKeys(session).make("", NOON.date())
        with pytest.raises(ApiKeyError):
            ApiKeys(session).switch_off("none")


def test_the_off_switch_says_why_and_has_one_state(engine: Engine) -> None:
    with session_on(engine) as session:
        assert why_off(session) is None
        switch_off(session, "A first reason.")
        switch_off(session, "We are mending a page.")
    with session_on(engine) as session:
        assert why_off(session) == "We are mending a page."
        switch_on(session)
    with session_on(engine) as session:
        assert why_off(session) is None
        for reason in ("", "x" * (LONGEST_REASON + 1)):
            with pytest.raises(SwitchError):
                switch_off(session, reason)


def test_the_audit_goes_on_where_the_page_before_ended(engine: Engine) -> None:
    with session_on(engine) as session:
        for number in range(7):
            # Several at one moment, as when a page of comments is read.
            at = NOON + (number // 3) * MINUTE
            session.add(Decision(at=at, who="ann", what="read", on_id=str(number)))
    with session_on(engine) as session:
        audit, seen, after = Audit(session), [], None
        while True:
            page = audit.page(AuditFilters(), after, size=2)
            seen += page.notes
            after = page.after
            if after is None:
                break
    assert len({one.on_id for one in seen}) == len(seen) == 7
    assert [one.at for one in seen] == sorted((one.at for one in seen), reverse=True)


def test_the_audit_shows_one_officer_one_deed_and_some_days(engine: Engine) -> None:
    with session_on(engine) as session:
        for who, what, days in (("ann", "read", 0), ("ann", "edit", 1), ("bob", "read", 1), ("ann", "read", 2)):
            session.add(Decision(at=NOON + timedelta(days=days), who=who, what=what, on_id=f"{who}{days}"))
    with session_on(engine) as session:
        audit, day = Audit(session), NOON.date()
        assert _ids(audit, AuditFilters(who="ann")) == ["ann2", "ann1", "ann0"]
        assert _ids(audit, AuditFilters(who="ann", what="read")) == ["ann2", "ann0"]
        second = AuditFilters(since=day + timedelta(days=1), until=day + timedelta(days=1))
        assert sorted(_ids(audit, second)) == ["ann1", "bob1"]
        assert _ids(audit, AuditFilters(who="nobody")) == []
        assert (audit.whos(), audit.whats()) == (["ann", "bob"], ["edit", "read"])
        assert audit.page(AuditFilters(), "no place of ours").notes


def _ids(audit: Audit, filters: AuditFilters) -> list[str]:
    return [one.on_id for one in audit.page(filters).notes]


def _entered(way_in: SignIn, secret: str) -> str:
    found = way_in.enter("ann", PASSWORD, digits(secret, NOON), "", NOON)
    assert isinstance(found, SignedIn)
    return found.token


def _change(engine: Engine, sealer: Sealer, *, disabled: bool) -> None:
    with session_on(engine) as session:
        Officers(session, sealer, NOON).change("ann", disabled=disabled)


def _signed_on(engine: Engine, sealer: Sealer, subject: str, name: str, role: str) -> object:
    with session_on(engine) as session:
        return Officers(session, sealer, NOON).from_sign_on(subject, name, role)  # type: ignore[arg-type]
