"""Keys: who may call this API; for administrators."""

from fastapi import APIRouter

from api import keys as keyring
from api.access import Administrator, Answering, KeyId
from api.models import KeyCreated, KeyIn, KeyList, KeyOut
from graph.model import Record

router = APIRouter(tags=["keys"])


@router.get("/keys", summary="All keys, without their secrets")
def keys(service: Answering, who: Administrator) -> KeyList:
    """Revoked ones too."""
    return KeyList(items=[KeyOut(**_open(record)) for record in service.store.records(keyring.COLLECTION, limit=1000)])


@router.post("/keys", status_code=201, summary="Make a key; its secret is shown this once")
def create_key(asked: KeyIn, service: Answering, who: Administrator) -> KeyCreated:
    """A manager or adviser needs clusters, a business its organisation."""
    record, secret = keyring.create(
        service.store,
        keyring.Role(asked.role),
        today=service.clock.today(),
        clusters=tuple(asked.clusters),
        organisation=asked.organisation or "",
        name=asked.name,
        days=asked.days,
    )
    return KeyCreated(**_open(record), secret=secret)


@router.delete("/keys/{key}", summary="Revoke a key at once")
def revoke_key(key: KeyId, service: Answering, who: Administrator) -> KeyOut:
    """It stays listed as revoked."""
    keyring.revoke(service.store, key)
    return KeyOut(**_open(service.store.record(keyring.COLLECTION, key)))


def _open(record: Record) -> dict[str, object]:
    value = record.value
    shown = {name: value[name] for name in ("role", "name", "clusters", "expires", "revoked")}
    return {"id": record.key, **shown, "organisation": value["organisation"] or None}
