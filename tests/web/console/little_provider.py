"""A little OpenID Connect provider on this machine: it checks what it is sent, and answers as it is told to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "signpost", "a secret of the client"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


@dataclass
class LittleProvider:
    """`claims` go over the right ones in the id token; `signed_by` and `algorithm` make it a wrong one.

    `issuer_told` is what its configuration says its issuer is; `status` what every call is answered with.
    """

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    signed_by: Any = field(default_factory=lambda: KEY)
    algorithm: str = "RS256"
    issuer_told: str = ""
    status: int = 200
    asked: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)

    def sign_in(self, address: str) -> dict[str, str]:
        """What a person does there: gives the query with which the browser is sent back."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert self.asked["response_type"] == "code"
        assert self.asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}-{time.monotonic_ns()}"
        self.codes.add(code)
        return {"code": code, "state": self.asked["state"]}

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.calls.append(path)
        if self.status != 200:
            return self.status, {}
        match path:
            case "/.well-known/openid-configuration":
                return 200, {
                    "issuer": self.issuer_told or self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            case "/keys":
                return 200, {"keys": [KEY.as_dict(private=False)]}
            case "/token":
                return self._token(form)
        return 404, {}

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        is_right = (
            form["code"] in self.codes
            and challenge.decode() == self.asked["code_challenge"]
            and (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
            and form["redirect_uri"] == self.asked["redirect_uri"]
        )
        if not is_right:
            return 400, {"error": "invalid_grant"}
        self.codes.discard(form["code"])
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": CLIENT, "sub": "subject-1", "iat": now, "exp": now + 300}
        named = {
            "nonce": self.asked["nonce"],
            "preferred_username": "Ann@council.example",
            "roles": ["Signpost.Viewer"],
        }
        claims = {name: value for name, value in {**usual, **named, **self.claims}.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "one"}
        token = jwt.encode(header, claims, self.signed_by, algorithms=[self.algorithm])
        return 200, {"access_token": "none", "token_type": "Bearer", "id_token": token}


@contextmanager
def running() -> Iterator[LittleProvider]:
    """A provider that listens until the block ends."""
    provider = LittleProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(sent).items()})

        def _answer(self, form: dict[str, str]) -> None:
            status, said = provider.answer(self.path, form)
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
