"""What an officer may do."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["viewer", "moderator", "editor", "admin"]
"""Each may do more than the one before: read; decide and answer; change content and rounds; look after people."""
ROLES: tuple[Role, ...] = get_args(Role)
