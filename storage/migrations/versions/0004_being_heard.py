"""What people say, in all its kinds; what the council answers; polls. Feedback that is there already moves over."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


_FEEDBACK = sa.table(
    "submission",
    *(sa.column(name) for name in ("id", "about", "rating", "good", "better", "week", "receipt", "status", "worry")),
)


def upgrade() -> None:
    op.add_column("conversation", sa.Column("rested", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_conversation_rested", "conversation", ["rested"])
    for table in ("unanswered", "correction"):
        op.add_column(table, sa.Column("fresh", sa.Integer, nullable=False, server_default="2"))
        op.create_index(f"ix_{table}_fresh", table, ["fresh"])
    feedback = op.get_bind().execute(sa.select(_FEEDBACK)).mappings().all()
    op.drop_table("submission")
    _make_said()
    _make_answered()
    _make_asked()
    _put_back(feedback)


def _make_said() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("about", sa.String(64), nullable=False, index=True),
        sa.Column("age_band", sa.String(16)),
        sa.Column("district", sa.String(64)),
        sa.Column("words", sa.LargeBinary),
        sa.Column("first_words", sa.LargeBinary),
        sa.Column("week", sa.Date, nullable=False, index=True),
        sa.Column("receipt", sa.String(64), nullable=False, unique=True),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("showing", sa.String(16), nullable=False),
        sa.Column("may_show", sa.Boolean, nullable=False),
        sa.Column("worry", sa.Boolean, nullable=False),
        sa.Column("group_id", sa.String(32), nullable=False, index=True),
        sa.Column("response_id", sa.String(32), index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("fresh", sa.Integer, nullable=False, server_default="2", index=True),
        sqlite_with_rowid=False,
    )
    _said("mark", _id("submission_id"), _id("measure"), sa.Column("value", sa.String(32), nullable=False))
    _said("likeness", _id("part"), sa.Column("submission_id", sa.String(32), primary_key=True, index=True))
    _said(
        "tally", _id("about", 64), _id("measure"), _id("value"), sa.Column("week", sa.Date, primary_key=True), _count()
    )


def _make_answered() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("about", sa.String(64), index=True),
        sa.Column("theme", sa.String(64), index=True),
        sa.Column("district", sa.String(64)),
        sa.Column("changed", sa.Text),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("published_on", sa.Date, index=True),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", sa.String(24), nullable=False),
        sa.Column("on_id", sa.String(64), nullable=False, index=True),
        sa.Column("why", sa.String(24)),
    )


def _make_asked() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("ask", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("opens_on", sa.Date, nullable=False),
        sa.Column("closes_on", sa.Date, nullable=False, index=True),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("secret", sa.LargeBinary),
    )
    _said("ballot", _id("round_id"), _id("voter", 64))
    _said("votes", _id("round_id"), _id("option"), _count())
    op.create_table("wrongcodes", sa.Column("hour", sa.DateTime(timezone=True), primary_key=True), _count())


def _said(table: str, *columns: sa.Column[Any]) -> None:
    fresh = sa.Column("fresh", sa.Integer, nullable=False, server_default="2", index=True)
    op.create_table(table, *columns, fresh, sqlite_with_rowid=False)


def _id(name: str, length: int = 32) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


def _count() -> sa.Column[int]:
    return sa.Column("count", sa.Integer, nullable=False)


def _put_back(feedback: Sequence[Mapping[Any, Any]]) -> None:
    # Each text was sealed on its own, and still is: it moves with no key.
    columns = "id kind about words week receipt status showing may_show worry group_id version"
    submission = sa.table("submission", *(sa.column(name) for name in columns.split()))
    mark = sa.table("mark", *(sa.column(name) for name in ("submission_id", "measure", "value")))
    for row in feedback:
        texts = [f"{name} ".encode() + row[name] for name in ("good", "better") if row[name]]
        kept = {name: row[name] for name in ("id", "about", "week", "receipt", "status")}
        worry = bool(row["worry"])
        also = {
            "kind": "feedback",
            "showing": "waiting",
            "may_show": False,
            "worry": worry,
            "group_id": row["id"],
            "version": 1,
        }
        op.execute(submission.insert().values(words=b"\n".join(texts) or None, **kept, **also))
        if row["rating"]:
            op.execute(mark.insert().values(submission_id=row["id"], measure="overall", value=str(row["rating"])))
