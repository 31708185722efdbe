"""Sending an e-mail by SMTP (RFC 5321), under TLS always, with the standard library alone."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smtplib import SMTP

TLS_PORT = 465
"""The port on which TLS is spoken from the start (RFC 8314)."""
TIMEOUT_SECONDS = 30.0


class MailError(Exception):
    """A mail did not go. The message says in one line why: it holds no address and no password."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mail server and what it is asked to carry: from whom, and to whom. `user` is "" where it asks for no name."""

    host: str
    port: int
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)


def send_mail(mailbox: Mailbox, subject: str, text: str) -> None:
    """Send a plain text. Raises MailError, also where only some of the addresses were taken."""
    # Imported here, because every start of the program would wait for it.
    from email.message import EmailMessage
    from email.utils import formatdate, make_msgid
    from smtplib import SMTPException

    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, mailbox.sender, ", ".join(mailbox.to)
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="signpost.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    try:
        with _connect(mailbox) as server:
            if mailbox.user:
                server.login(mailbox.user, mailbox.password)
            refused = server.send_message(message)
    except (OSError, SMTPException) as error:
        raise MailError(_cause(error)) from error
    if refused:
        raise MailError(f"The mail server refused {len(refused)} of {len(mailbox.to)} addresses.")


def _connect(mailbox: Mailbox) -> SMTP:
    import smtplib

    context = ssl.create_default_context()
    if mailbox.port == TLS_PORT:
        return smtplib.SMTP_SSL(mailbox.host, mailbox.port, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(mailbox.host, mailbox.port, timeout=TIMEOUT_SECONDS)
    try:
        server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _cause(error: Exception) -> str:
    """What is wrong, by the kind of error alone: what a server says may hold an address."""
    import smtplib

    kinds: tuple[tuple[type[Exception], str], ...] = (
        (smtplib.SMTPAuthenticationError, "The mail server refused the name or the password."),
        (smtplib.SMTPNotSupportedError, "The mail server offers no TLS, or no way to sign in, so nothing was sent."),
        (smtplib.SMTPRecipientsRefused, "The mail server refused every address."),
        (smtplib.SMTPSenderRefused, "The mail server refused the address that it comes from."),
        (ssl.SSLError, "The mail server's certificate is not to be trusted."),
        (smtplib.SMTPException, "The mail server did not take it."),
        (OSError, "The mail server cannot be reached."),
    )
    return next(words for kind, words in kinds if isinstance(error, kind))
