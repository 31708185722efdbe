"""The council's sign-on by OpenID Connect: the authorization code flow with PKCE (RFC 7636), state and nonce."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from storage.roles import ROLES, Role
from web.console.operator import SignOn

SECONDS = 5.0
"""How long the provider is waited for, at each call."""
LEEWAY_SECONDS = 60
"""By how much the provider's clock may differ from ours."""
_SIGNED_BY = ["RS256", "PS256", "ES256"]
"""How an id token may be signed: with the provider's own key, never with a shared secret, and never not at all."""
_NAMES = ("preferred_username", "email", "upn", "name")


class SignOnError(Exception):
    """Nobody can be signed in by this. The message says in one line what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent off with a person, and must come back with them."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> Asked:
        """A new one: three secrets of 32 bytes or more."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the provider has checked. `subject` is the provider's own name for them, which is never given to another."""

    subject: str
    name: str
    role: Role


class Provider:
    """The council's provider. It is asked for its configuration when somebody first signs in by it."""

    def __init__(self, sign_on: SignOn, back: str) -> None:
        """`back` is the address to which it sends people, from outside."""
        self._sign_on = sign_on
        self._back = back
        self._known: Mapping[str, Any] | None = None

    def address(self, asked: Asked) -> str:
        """Where a person goes to sign in. Raises SignOnError."""
        from authlib.common.urls import add_params_to_uri  # type: ignore[import-untyped]
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]

        params = {
            "response_type": "code",
            "client_id": self._sign_on.client_id,
            "redirect_uri": self._back,
            "scope": "openid profile email",
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": create_s256_code_challenge(asked.verifier),
            "code_challenge_method": "S256",
        }
        address: str = add_params_to_uri(self._configuration()["authorization_endpoint"], params.items())
        return address

    def person(self, code: str, asked: Asked) -> Person:
        """Who came back with `code`. Raises SignOnError where that cannot be trusted, or where they have no role."""
        claims = self._claims(self._id_token(code, asked), asked)
        role = role_of(claims, self._sign_on.roles)
        if role is None:
            raise SignOnError(
                "Your council account has no role in this console. Ask whoever looks after it to give you one."
            )
        subject = f"{claims['iss']} {claims['sub']}"
        return Person(subject, next((str(claims[one]) for one in _NAMES if claims.get(one)), ""), role)

    def _configuration(self) -> Mapping[str, Any]:
        if self._known is None:
            issuer = self._sign_on.issuer.rstrip("/")
            found = _json(_call("GET", f"{issuer}/.well-known/openid-configuration"))
            needed = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"}
            if str(found.get("issuer", "")).rstrip("/") != issuer or not needed <= found.keys():
                raise SignOnError(_NOT_SET_UP)
            self._known = found
        return self._known

    def _id_token(self, code: str, asked: Asked) -> str:
        known, ours = self._configuration(), self._sign_on
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "client_id": ours.client_id,
            "code_verifier": asked.verifier,
        }
        # A provider that does not say takes our secret as the password of HTTP (OpenID Connect Discovery, section 3).
        if "client_secret_post" in known.get("token_endpoint_auth_methods_supported", ()):
            answer = _call("POST", known["token_endpoint"], data={**sent, "client_secret": ours.client_secret})
        else:
            auth = httpx.BasicAuth(ours.client_id, ours.client_secret)
            answer = _call("POST", known["token_endpoint"], data=sent, auth=auth)
        token = _json(answer).get("id_token")
        if not isinstance(token, str):
            raise SignOnError(_NOT_TRUSTED)
        return token

    def _claims(self, token: str, asked: Asked) -> Mapping[str, Any]:
        from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        known, client_id = self._configuration(), self._sign_on.client_id
        # Asked for each time: providers change their keys, and people sign in a few times a day.
        keys = _json(_call("GET", known["jwks_uri"]))
        wanted = {
            "iss": {"essential": True, "value": known["issuer"]},
            "aud": {"essential": True, "value": client_id},
        }
        try:
            registry = JWSRegistry(algorithms=_SIGNED_BY, strict_check_header=False)
            found = jwt.decode(token, KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]
            params = {"nonce": asked.nonce, "client_id": client_id}
            claims = CodeIDToken(found.claims, found.header, wanted, params)
            claims.validate(leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignOnError(_NOT_TRUSTED) from error
        return dict(claims)


def role_of(claims: Mapping[str, Any], roles: Mapping[str, Role]) -> Role | None:
    """The highest of our roles that the claims `roles` and `groups` give; None for none."""
    told = {name for claim in ("roles", "groups") for name in _as_list(claims.get(claim))}
    return max((roles[name] for name in told & roles.keys()), key=ROLES.index, default=None)


def _as_list(claim: Any) -> list[str]:
    if isinstance(claim, str):
        return [claim]
    return [one for one in claim if isinstance(one, str)] if isinstance(claim, list) else []


def _call(method: str, address: str, **more: Any) -> httpx.Response:
    try:
        answer = httpx.request(method, address, timeout=SECONDS, follow_redirects=False, **more)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SignOnError(_NOT_THERE) from error
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise SignOnError(_NOT_THERE)
    if answer.status_code != httpx.codes.OK:
        raise SignOnError(_NOT_TRUSTED if method == "POST" else _NOT_SET_UP)
    return answer


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError as error:
        raise SignOnError(_NOT_SET_UP) from error
    if not isinstance(found, dict):
        raise SignOnError(_NOT_SET_UP)
    return found


_NOT_THERE = "The council's sign-on does not answer now. Try again in a minute."
_NOT_TRUSTED = (
    "The council's sign-on did not let you in here. Try once more; if it stays so, tell whoever looks after this."
)
_NOT_SET_UP = "The council's sign-on is not set up right for this console. Tell whoever looks after it."
