"""Reminders that chats have asked for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("reminder_id", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, index=True),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("send_on", sa.Date, nullable=False, index=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
    )
