"""One page of every screen and every entry as it will look on a phone, for the people who write the content."""

from web.preview.page import Preview, preview

__all__ = ["Preview", "preview"]
