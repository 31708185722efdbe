"""The second factor of an account, drawn for the phone that is to hold it."""

from __future__ import annotations

from storage.passwords import app_address


def drawn(secret: str, name: str, service: str) -> str:
    """The QR code of a secret, as an SVG element that a page may hold."""
    # Imported here because few pages draw one, and a start is waited for.
    import segno

    return segno.make(app_address(secret, name, service), micro=False).svg_inline(
        scale=5, border=4, light="#fff", svgclass=None, lineclass=None
    )


def in_groups(secret: str) -> str:
    """A secret in groups of four letters, as it is easiest typed."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
