"""What endpoints ask for by dependency: the running service, the caller behind the key, and the caller's sight."""

from typing import Annotated

from fastapi import Depends, Path, Request, Security
from fastapi.security import APIKeyHeader

from api import keys
from api.keys import Caller, Forbidden, Role, Unauthorised
from api.live import Live
from api.network import Sight

_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="A key made by `crossmatch keys create`")


def live(request: Request) -> Live:
    """The service this app was made for."""
    found: Live = request.app.state.live
    return found


def caller(service: Annotated[Live, Depends(live)], key: Annotated[str | None, Security(_header)]) -> Caller:
    """Who asks. Read from the store each time, so that a revoked key ends at once in every process."""
    if not key:
        raise Unauthorised("send your key in the header X-API-Key")
    return keys.caller(service.store, key, service.clock.today())


def sight(service: Annotated[Live, Depends(live)], who: Annotated[Caller, Depends(caller)]) -> Sight:
    """The network as the caller may see it."""
    return service.sight(who)


def administrator(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """The caller, if it is an administrator."""
    if who.role is not Role.ADMIN:
        raise Forbidden(f"this needs the role admin; your key has the role {who.role}")
    return who


Service = Annotated[Live, Depends(live)]
Who = Annotated[Caller, Depends(caller)]
Seen = Annotated[Sight, Depends(sight)]
Administrator = Annotated[Caller, Depends(administrator)]
Id = Annotated[
    str, Path(max_length=160, min_length=3, pattern=r"^[a-z_]+:[A-Za-z0-9._~-]+$", description="An id, or a teaser's reference", examples=["business:acme"])
]
KeyId = Annotated[str, Path(max_length=40, pattern="^[0-9a-f]+$", description="The id of a key, as listed", examples=["0a1b2c3d4e5f"])]
