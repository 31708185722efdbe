"""A strict little mail server on loopback (RFC 5321, with STARTTLS of RFC 3207 and AUTH PLAIN of RFC 4954).

It takes mail under TLS alone, and only in the order that the RFCs give. What is out of order is refused and noted.
"""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import ssl
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


@dataclass
class SmtpServer:
    """`with SmtpServer(folder) as server:`; trust `server.certificate`. Mail lands in `mails`.

    It can be told to offer no STARTTLS, to speak TLS from the start, and which addresses it refuses.
    """

    folder: Path
    offers_tls: bool = True
    tls_at_once: bool = False
    user: str = "signpost"
    password: str = "the right one"
    refuses: frozenset[str] = frozenset()
    mails: list[EmailMessage] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def certificate(self) -> Path:
        return self.folder / "smtp.pem"

    def __enter__(self) -> SmtpServer:
        _make_certificate(self.certificate)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        context = self._context() if self.tls_at_once else None
        server = await asyncio.start_server(self._talk, HOST, 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _close(self) -> None:
        self._server.close()
        await self._server.wait_closed()

    def _context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Talk(self, reader, writer).run()
        except (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError):
            self.seen.append("CUT")
        finally:
            writer.close()


class _Talk:
    """One connection."""

    def __init__(self, server: SmtpServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._server, self._reader, self._writer = server, reader, writer
        self._is_safe = server.tls_at_once
        self._greeted = self._signed_in = False
        self._sender = ""
        self._to: list[str] = []

    async def run(self) -> None:
        await self._say("220 mail.example ESMTP")
        while line := await self._reader.readline():
            if not line.endswith(b"\r\n"):
                await self._refuse("500 lines end with CRLF", line.decode())
                continue
            text = line.decode("ascii").strip()
            verb = text.split(" ", 1)[0].upper()
            self._server.seen.append(verb)
            if verb == "QUIT":
                await self._say("221 bye")
                return
            await getattr(self, f"_{verb.lower()}", self._unknown)(text)

    async def _ehlo(self, text: str) -> None:
        self._greeted = True
        offers = ["AUTH PLAIN"] if self._is_safe else (["STARTTLS"] if self._server.offers_tls else [])
        lines = ["mail.example", "SIZE 100000", *offers]
        await self._say("\r\n".join([*(f"250-{one}" for one in lines[:-1]), f"250 {lines[-1]}"]))

    async def _starttls(self, text: str) -> None:
        if not self._greeted or self._is_safe or not self._server.offers_tls:
            await self._refuse("503 out of order", text)
            return
        await self._say("220 go ahead")
        await self._writer.start_tls(self._server._context())
        # What was said before is forgotten (RFC 3207, 4.2).
        self._is_safe, self._greeted = True, False

    async def _auth(self, text: str) -> None:
        if not (self._is_safe and self._greeted):
            await self._refuse("538 only under TLS", text)
            return
        _, _, told = text.split(" ")
        _, user, password = base64.b64decode(told).decode().split("\0")
        self._signed_in = (user, password) == (self._server.user, self._server.password)
        await self._say("235 welcome" if self._signed_in else "535 wrong name or password for this@address.example")

    async def _mail(self, text: str) -> None:
        if not (self._is_safe and self._signed_in):
            await self._refuse("530 sign in first", text)
            return
        self._sender, self._to = text, []
        await self._say("250 ok")

    async def _rcpt(self, text: str) -> None:
        if not self._sender:
            await self._refuse("503 out of order", text)
            return
        address = text[text.index("<") + 1 : text.index(">")]
        if address in self._server.refuses:
            await self._say(f"550 {address} is not known here")
            return
        self._to.append(address)
        await self._say("250 ok")

    async def _data(self, text: str) -> None:
        if not self._to:
            await self._refuse("503 nobody to send to", text)
            return
        await self._say("354 go ahead")
        raw = await self._reader.readuntil(b"\r\n.\r\n")
        mail = message_from_bytes(raw[:-5].replace(b"\r\n..", b"\r\n."), policy=policy.default)
        self._server.mails.append(cast(EmailMessage, mail))
        await self._say("250 taken")

    async def _rset(self, text: str) -> None:
        self._sender, self._to = "", []
        await self._say("250 ok")

    async def _unknown(self, text: str) -> None:
        await self._refuse("502 not known", text)

    async def _refuse(self, answer: str, line: str) -> None:
        self._server.wrong.append(line)
        await self._say(answer)

    async def _say(self, answer: str) -> None:
        self._writer.write(answer.encode() + b"\r\n")
        await self._writer.drain()


def _make_certificate(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(pem))
