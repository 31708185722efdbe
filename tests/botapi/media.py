"""What a person can send besides words: the fields that Telegram fills for each (Bot API `Message`)."""

from __future__ import annotations

from .shapes import Json

_FILE: Json = {"file_id": "from-a-phone", "file_unique_id": "from-a-phone", "file_size": 2048}


def photo() -> Json:
    """A picture in one size."""
    return {"photo": [{**_FILE, "width": 640, "height": 480}]}


def voice() -> Json:
    """A spoken message of four seconds."""
    return {"voice": {**_FILE, "duration": 4, "mime_type": "audio/ogg"}}


def video() -> Json:
    """A film of six seconds."""
    return {"video": {**_FILE, "width": 640, "height": 480, "duration": 6}}


def document() -> Json:
    """A file."""
    return {"document": {**_FILE, "file_name": "plan.pdf", "mime_type": "application/pdf"}}


def sticker() -> Json:
    """A still sticker."""
    kind = {"type": "regular", "is_animated": False, "is_video": False}
    return {"sticker": {**_FILE, **kind, "width": 512, "height": 512, "emoji": "🙂"}}


def location(latitude: float, longitude: float) -> Json:
    """A place on the map, in degrees."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(first_name: str, phone_number: str) -> Json:
    """Someone's card."""
    return {"contact": {"first_name": first_name, "phone_number": phone_number}}
