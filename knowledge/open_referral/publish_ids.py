"""The ids of what we publish: UUIDs that stay the same for as long as our own ids do."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5


class Ids:
    """Makes version 5 UUIDs. Two areas never share one, because the local offer's address is their namespace."""

    def __init__(self, local_offer_url: str) -> None:
        self._namespace = uuid5(NAMESPACE_URL, local_offer_url)

    def of(self, kind: str, *parts: str) -> str:
        """The id of the `kind` of thing ("service", "phone") that `parts` tell from all others of its kind."""
        return str(uuid5(self._namespace, "\n".join((kind, *parts))))
