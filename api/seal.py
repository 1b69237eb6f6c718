"""Values that leave the API and must come back untouched or mean nothing to others: paging cursors and opaque references."""

import base64
import contextlib
import hashlib
import hmac
import json
import secrets

from graph.errors import Conflict, NotFound
from graph.model import Batch, Key, Part, Record
from graph.store import Store

_COLLECTION, _KEY = "settings", "seal"
REFERENCE = "teaser:"


class BadCursor(ValueError):
    """A cursor that this API did not make for this query."""


def secret(store: Store) -> bytes:
    """The sealing secret that all processes on this store share; made on first use."""
    try:
        return bytes.fromhex(str(store.record(_COLLECTION, _KEY).value["secret"]))
    except NotFound:
        made = Record(_COLLECTION, _KEY, {"secret": secrets.token_hex(32)})
    with contextlib.suppress(Conflict):  # another process was faster: take its secret
        store.write(Batch(records=[made]), expected={Key(Part.RECORD, f"{_COLLECTION}/{_KEY}"): 0})
    return bytes.fromhex(str(store.record(_COLLECTION, _KEY).value["secret"]))


class Seal:
    """Seals with one secret; `purpose` binds a value to its query or viewer."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def cursor(self, position: list[str], purpose: str) -> str:
        """A cursor for the item at `position`, good for this query only."""
        body = json.dumps(position, ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(self._mac(body, purpose) + body).decode().rstrip("=")

    def position(self, cursor: str, purpose: str) -> list[str]:
        """What `cursor` was made of. Raises BadCursor if it was forged or belongs to another query."""
        try:
            raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except ValueError as error:
            raise BadCursor from error
        if not hmac.compare_digest(raw[:16], self._mac(raw[16:], purpose)):
            raise BadCursor
        position: list[str] = json.loads(raw[16:])
        return position

    def reference(self, id: str, viewer: str) -> str:
        """An opaque name for an organisation that only this viewer can use."""
        return REFERENCE + base64.b32encode(self._mac(id.encode(), f"reference {viewer}")).decode().rstrip("=").lower()

    def _mac(self, body: bytes, purpose: str) -> bytes:
        return hmac.new(self._secret, purpose.encode() + b"\0" + body, hashlib.sha256).digest()[:16]
