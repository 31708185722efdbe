"""The settings: `SIGNPOST_*` environment variables, or the same lines in a file `.env`."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableError
from sqlalchemy import make_url

from storage.keep_times import Keep
from storage.roles import Role
from web.console.operator import SignOn

KEY_FILE = "signpost.key"
KEPT_CONTENT = "content.cache"
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::\d+)?|http://(?:localhost|127\.0\.0\.1)(?::\d+)?")
"""A site, with no path; with no https only on this machine."""
_SAFE = re.compile(r"https://|http://(?:localhost|127\.0\.0\.1)[:/]")


class SettingsError(Exception):
    """A setting cannot be used. The message says in one line what to do."""


class Settings(BaseSettings):
    """Every setting, each with what it is for."""

    model_config = SettingsConfigDict(env_prefix="SIGNPOST_", env_file=".env", extra="ignore")

    telegram_token: SecretStr | None = None
    """The bot's token from BotFather. Without one, Telegram is not started."""
    telegram_api: str = "https://api.telegram.org"
    """The address of the Bot API, so that a local server can be used."""
    database_url: str = "sqlite:///data/signpost.db"
    """Where the database is: a SQLite file, or PostgreSQL."""
    secret_key: SecretStr | None = None
    """Locks what is stored. Without one, a file beside the database's folder is made and used."""
    webhook_url: str | None = None
    """Where Telegram sends updates. Without one, we ask Telegram for them."""
    webhook_secret: SecretStr | None = None
    """What Telegram says with each update, so that we know it is Telegram."""
    public_url: str | None = None
    """Where families open the web chat. With https, its cookies are marked as secure."""
    telegram_name: str = ""
    """The bot's name on Telegram, such as "NorfolkSignpostBot", for posters. Without it they lead to the web alone."""
    embed_on: Annotated[tuple[str, ...], NoDecode] = ()
    """The sites that may show the chat in their own pages, such as "https://www.council.example". Without it, none."""
    content: Path | None = None
    """The content folder of another area."""
    watch_content: bool = False
    """Whether changed content files are read again at once. Without it, send the program a SIGHUP."""
    live_changes: bool = False
    """Whether a change of content that an officer approves goes live at once. Without it, it waits for a keeper."""
    sign_on_issuer: str | None = None
    """Where officers sign in with the council's own accounts, by OpenID Connect. Without one, they have ours alone."""
    sign_on_client_id: str = ""
    """Our name there."""
    sign_on_client_secret: SecretStr | None = None
    """Our secret there."""
    sign_on_roles: dict[str, Role] = {}
    """Our roles by the names of its groups or app roles, as JSON."""
    run_by: str | None = None
    """Who runs this, as a sentence for families. Without it, they are told that it is a test service."""

    report_year_starts: Annotated[int, Field(ge=1, le=12)] = 1
    """The month in which the year of a yearly report begins: 1 for the calendar's year, 4 for the council's."""
    digest_to: str = ""
    """The e-mail addresses, with commas between, that a digest goes to on each working day. Without any, none goes."""
    digest_from: str = ""
    """The e-mail address that it comes from."""
    digest_hour: Annotated[int, Field(ge=0, le=23)] = 8
    """The hour from which it is sent, in London."""
    digest_chat: int | None = None
    """The Telegram chat that it goes to instead, by the running bot."""
    smtp_host: str = ""
    """The mail server."""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    """Its port. On 465 it speaks TLS from the start, on others after STARTTLS; with none of both nothing is sent."""
    smtp_user: str = ""
    """Our name there, where it asks for one."""
    smtp_password: SecretStr | None = None
    """Our password there."""

    keep_chat_hours: Annotated[int, Field(ge=1, le=720)] = Keep().chat_hours
    """How long after its last message a chat is stripped of what was said in it."""
    keep_hello_days: Annotated[int, Field(ge=1, le=365)] = Keep().hello_days
    """How long a chat that nobody comes back to keeps its wish for easier words."""
    keep_reply_hours: Annotated[int, Field(ge=1, le=168)] = Keep().reply_hours
    """How long a reply is kept for a repeat of its update."""
    keep_feedback_months: Annotated[int, Field(ge=1, le=120)] = Keep().feedback_months
    """How long the words of what was sent are kept; after that, only counts."""
    keep_unanswered_months: Annotated[int, Field(ge=1, le=120)] = Keep().unanswered_months
    """How long questions without an answer are kept."""
    keep_correction_months: Annotated[int, Field(ge=1, le=120)] = Keep().correction_months
    """How long reports that an entry is wrong are kept."""
    keep_complaint_months: Annotated[int, Field(ge=1, le=120)] = Keep().complaint_months
    """How long complaints are kept."""
    keep_reminder_days: Annotated[int, Field(ge=1, le=365)] = Keep().reminder_days
    """How long a reminder that could not be sent is kept after its day."""
    keep_decision_months: Annotated[int, Field(ge=1, le=120)] = Keep().decision_months
    """How long what officers read and decided is kept."""

    @field_validator("embed_on", mode="before")
    @classmethod
    def _origins(cls, given: object) -> object:
        """The origins in a line of them. Raises ValueError for what is no origin of a site that is safe to name."""
        origins = tuple(given.replace(",", " ").split()) if isinstance(given, str) else given
        for origin in origins if isinstance(origins, tuple) else ():
            if not _ORIGIN.fullmatch(str(origin)):
                raise ValueError(f"{origin} is not the address of a site, such as https://www.example.org")
        return origins

    def keep(self) -> Keep:
        """How long each kind of record is kept."""
        return Keep(**{name: getattr(self, f"keep_{name}") for name in Keep().numbers()})

    @property
    def token(self) -> str | None:
        """The token, or None where it is not set or empty."""
        return self.telegram_token.get_secret_value().strip() or None if self.telegram_token else None

    def secret(self) -> bytes:
        """The secret key; made on the first run, in a file that only its owner can read. Raises SettingsError."""
        if self.secret_key and self.secret_key.get_secret_value():
            return self.secret_key.get_secret_value().encode()
        path = self._key_path()
        try:
            return _read_or_make(path)
        except OSError as error:
            raise SettingsError(
                f"The secret key in {path} cannot be read or made ({error.strerror}). "
                "Make the folder writable, or set SIGNPOST_SECRET_KEY."
            ) from error

    def sign_on(self) -> SignOn | None:
        """The council's own sign-on, where it is set up. Raises SettingsError where a part of it is missing."""
        if not self.sign_on_issuer:
            return None
        secret = self.sign_on_client_secret.get_secret_value() if self.sign_on_client_secret else ""
        if not (self.sign_on_client_id and secret and self.sign_on_roles and self.public_url):
            raise SettingsError(
                "SIGNPOST_SIGN_ON_ISSUER also needs SIGNPOST_SIGN_ON_CLIENT_ID, SIGNPOST_SIGN_ON_CLIENT_SECRET, "
                "SIGNPOST_SIGN_ON_ROLES and SIGNPOST_PUBLIC_URL."
            )
        if not _SAFE.match(self.sign_on_issuer):
            raise SettingsError("SIGNPOST_SIGN_ON_ISSUER must begin with https://, or nobody could trust what it says.")
        return SignOn(self.sign_on_issuer, self.sign_on_client_id, self.sign_on_roles, secret)

    def kept_content(self) -> Path | None:
        """Where what content files held is kept for a quicker start: beside a SQLite file, and otherwise nowhere."""
        folder = self._database_folder()
        return folder / KEPT_CONTENT if folder else None

    def _key_path(self) -> Path:
        folder = self._database_folder()
        return (folder.parent if folder else Path.cwd()) / KEY_FILE

    def _database_folder(self) -> Path | None:
        address = make_url(self.database_url)
        is_file = address.get_backend_name() == "sqlite" and address.database
        return Path(address.database).resolve().parent if is_file and address.database else None


def read_settings() -> Settings:
    """The settings as they are now. Raises SettingsError where one has a value that cannot be used."""
    try:
        return Settings()
    except UnreadableError as error:
        raise SettingsError('SIGNPOST_SIGN_ON_ROLES is no JSON. It looks like {"Signpost.Admin": "admin"}.') from error
    except ValidationError as error:
        names = ", ".join(f"SIGNPOST_{str(one['loc'][0]).upper()}" for one in error.errors())
        raise SettingsError(f"These settings have values that cannot be used: {names}.") from error


def _read_or_make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes().strip()
    key = secrets.token_urlsafe(32).encode()
    with os.fdopen(made, "wb") as file:
        file.write(key)
    return key
