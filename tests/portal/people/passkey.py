"""A passkey made of Python: what a phone would answer to the portal's questions."""

import json
import re
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, CREATED = 0x01, 0x04, 0x40


class Passkey:
    """One credential. `verified=False` is a key that asks for no finger, face or PIN."""

    def __init__(self, *, verified: bool = True, site: str = "localhost"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.flags = PRESENT | (VERIFIED if verified else 0)
        self.site, self.handle = site, None

    def create(self, options: dict) -> str:
        """The answer to an invitation to make a passkey."""
        public = options["publicKey"]
        self.handle = public["user"]["id"]
        held = AttestedCredentialData.create(b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key()))
        data = AuthenticatorData.create(sha256(self.site.encode()), self.flags | CREATED, 0, held)
        return self._answer(
            attestationObject=websafe_encode(AttestationObject.create("none", data, {})),
            clientDataJSON=websafe_encode(self._client("webauthn.create", public)),
        )

    def get(self, options: dict) -> str:
        """The answer to a request to sign in."""
        data = AuthenticatorData.create(sha256(self.site.encode()), self.flags, 1)
        client = self._client("webauthn.get", options["publicKey"])
        signature = self.key.sign(data + sha256(client), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            authenticatorData=websafe_encode(data),
            clientDataJSON=websafe_encode(client),
            signature=websafe_encode(signature),
            userHandle=self.handle,
        )

    def _client(self, kind: str, public: dict) -> bytes:
        said = {"type": kind, "challenge": public["challenge"], "origin": f"https://{self.site}", "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, **response) -> str:
        identity = websafe_encode(self.id)
        return json.dumps(
            {
                "type": "public-key",
                "id": identity,
                "rawId": identity,
                "response": response,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )


def options_on(page) -> dict:
    """What a page asks the browser for."""
    found = re.search(r'<script id="passkey-options" type="application/json">(.*?)</script>', page.content.decode())
    return json.loads(found[1])


def options_for_signing_in(client) -> dict:
    answer = client.get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})
    return answer.json()["request_options"]


def add_passkey(client, passkey: Passkey, name: str = "My phone"):
    """Goes through the page where a passkey is added."""
    page = client.get("/account/2fa/webauthn/add/")
    return client.post(
        "/account/2fa/webauthn/add/", {"name": name, "credential": passkey.create(options_on(page))}, follow=True
    )


def sign_in_with(client, passkey: Passkey, **fields):
    return client.post(
        "/account/2fa/webauthn/login/", {"credential": passkey.get(options_for_signing_in(client)), **fields}
    )
