"""The first tables: conversations and turns; submissions, unanswered questions and corrections."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("tokens", sa.Float, nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "turn",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("update_id", sa.String(128), primary_key=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("reply", sa.LargeBinary),
        sa.Column("address", sa.LargeBinary),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("sent", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("about", sa.String(64), nullable=False, index=True),
        sa.Column("rating", sa.Integer),
        sa.Column("good", sa.LargeBinary),
        sa.Column("better", sa.LargeBinary),
        sa.Column("week", sa.Date, nullable=False, index=True),
        sa.Column("receipt", sa.String(64), nullable=False, unique=True),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("worry", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unanswered",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("question", sa.LargeBinary, nullable=False),
        sa.Column("week", sa.Date, nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("about", sa.String(64), nullable=False, index=True),
        sa.Column("what", sa.String(24), nullable=False),
        sa.Column("words", sa.LargeBinary),
        sa.Column("week", sa.Date, nullable=False, index=True),
        sqlite_with_rowid=False,
    )
