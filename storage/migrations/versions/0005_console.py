"""The officers' console: accounts and sign-ins, tags, word search, figures, changes of content."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


_INBOX = ["worry", "week", "id", "kind", "status", "showing", "about", "district", "age_band", "may_show"]
_AUDIT_ORDERS = {
    "ix_decision_order": ["at", "id"],
    "ix_decision_who": ["who", "at", "id"],
    "ix_decision_what": ["what", "at", "id"],
    "ix_decision_who_what": ["who", "what", "at", "id"],
}


def upgrade() -> None:
    op.add_column("submission", sa.Column("indexed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_submission_indexed", "submission", ["indexed"])
    op.create_index("ix_submission_inbox", "submission", _INBOX)
    op.create_index("ix_submission_shown", "submission", ["kind", "showing", "week", "id", "status"])
    op.create_index("ix_submission_alike", "submission", ["kind", "age_band", "about", "group_id"])
    op.create_index("ix_submission_answered", "submission", ["response_id", "group_id"])
    op.drop_index("ix_submission_response_id", "submission")
    op.add_column("turn", sa.Column("outcome", sa.String(16), nullable=False, server_default="other"))
    op.drop_index("ix_decision_at", "decision")
    for name, columns in _AUDIT_ORDERS.items():
        op.create_index(name, "decision", columns)
    _make_accounts()
    _make_work()
    _make_search()
    _make_content()
    _make_releases()


def _make_accounts() -> None:
    op.create_table(
        "officer",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.String(255)),
        sa.Column("second_factor", sa.LargeBinary),
        sa.Column("last_step", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(64), unique=True),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
    )
    op.create_table(
        "officersession",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("officer_id", sa.String(32), nullable=False, index=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("ended", sa.Boolean, nullable=False),
    )
    op.create_table(
        "failedsignin",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, index=True),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "apikey",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
    )
    op.create_table(
        "switch",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("off", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def _make_work() -> None:
    op.create_table(
        "draft",
        sa.Column("officer_id", sa.String(32), primary_key=True),
        sa.Column("page", sa.String(200), primary_key=True),
        sa.Column("form", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "savedfilter",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("officer_id", sa.String(32), nullable=False, index=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("query", sa.String(500), nullable=False),
    )
    op.create_table(
        "tag",
        sa.Column("submission_id", sa.String(32), primary_key=True),
        sa.Column("tag", sa.String(64), primary_key=True, index=True),
    )


def _make_search() -> None:
    op.create_table(
        "wordpart",
        sa.Column("part", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("submission_id", sa.String(32), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure",
        sa.Column("measure", sa.String(32), primary_key=True),
        sa.Column("side", sa.String(16), primary_key=True),
        sa.Column("week", sa.Date, primary_key=True, index=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.String(32), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _make_content() -> None:
    op.create_table(
        "contentchange",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("file", sa.String(200), nullable=False, index=True),
        sa.Column("entry", sa.String(64), nullable=False, index=True),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("state", sa.String(16), nullable=False, index=True),
    )


def _make_releases() -> None:
    op.create_table(
        "progress",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("item", sa.String(64), nullable=False, index=True),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("source", sa.String(500)),
        sa.Column("noted_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "release",
        sa.Column("name", sa.String(160), primary_key=True),
        sa.Column("through", sa.Date, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("published_on", sa.Date, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
    )
    op.create_table(
        "usage",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("channel", sa.String(16), primary_key=True),
        sa.Column("hour", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("outcome", sa.String(16), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table("digestsent", sa.Column("day", sa.Date, primary_key=True))
