"""What Open Referral feeds have for us, waiting for an officer's yes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "feedchange",
        sa.Column("source", sa.String(512), primary_key=True),
        sa.Column("record_id", sa.String(200), primary_key=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(8), nullable=False, index=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("approved", sa.Text),
        sa.Column("seen_on", sa.Date, nullable=False),
    )
