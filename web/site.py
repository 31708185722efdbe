"""What one running site is called, who runs it, and the secret that its chats hang on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Site:
    """The words and settings that the pages need.

    `area` is the name of the place it serves, `run_by` a whole sentence on who answers for it, and `credits` one that
    thanks those whose data is shown. `secret` makes the keys of the conversations: change it, and every open chat
    starts again. `secure_cookies` is True wherever the site is reached over https. `public_url` is its address from
    outside ("https://chat.example"), or "".
    `telegram` is the bot's name there, or "". `embed_on` are the origins of the sites that may show the chat in a
    frame. `exit_url` is a page that nobody minds being seen with, for a person who has to hide this one.
    """

    area: str
    run_by: str
    secret: bytes = field(repr=False)
    name: str = "Signpost"
    secure_cookies: bool = True
    public_url: str = ""
    credits: str = ""
    telegram: str = ""
    embed_on: tuple[str, ...] = ()
    exit_url: str = "https://www.bbc.co.uk/weather"
