"""What endpoints ask for by dependency: the running service, the caller behind the key, and the caller's sight."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Path, Request, Response, Security
from fastapi.security import APIKeyHeader

from api.keys import Caller, Forbidden, Role, Unauthorised
from api.live import Live
from api.network import Sight
from graph.errors import CrossmatchError, Invalid, NotFound, Unavailable
from graph.model import Key, Part
from graph.schema import Kind

STALE = "X-Stale"
Id = Annotated[
    str, Path(max_length=160, min_length=3, pattern=r"^[a-z_]+:[A-Za-z0-9._~-]+$", description="An id, or a teaser's reference", examples=["business:acme"])
]
_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="A key made by `crossmatch keys create`")


def live(request: Request) -> Live:
    """The service this app was made for."""
    found: Live = request.app.state.live
    return found


def caller(service: Annotated[Live, Depends(live)], key: Annotated[str | None, Security(_header)]) -> Caller:
    """Who asks. Read from the store each time, so that a revoked key ends at once in every process."""
    if not key:
        raise Unauthorised("send your key in the header X-API-Key")
    return service.ring.caller(key, service.clock.today())


def sight(service: Annotated[Live, Depends(live)], who: Annotated[Caller, Depends(caller)], response: Response) -> Sight:
    """The network as the caller may see it; the answer's header says so if the store did not answer and it may be an old one."""
    seen = service.sight(who)
    if seen.stale:
        response.headers[STALE] = "true"
    return seen


@dataclass(frozen=True, slots=True)
class Version:
    """What the caller sees, and the version a node had just before (0: none, or not known)."""

    sight: Sight
    version: int


def versioned(id: Id, service: Annotated[Live, Depends(live)], who: Annotated[Caller, Depends(caller)], response: Response) -> Version:
    """The version is asked first: should the node change meanwhile, an If-Match with it fails, and nothing is lost."""
    try:
        version = service.steady.ask(lambda: service.store.version(Key(Part.NODE, id)))
    except (Invalid, Unavailable):  # a teaser's reference, or no store
        version = 0
    return Version(sight(service, who, response), version)


def etag(version: int) -> str:
    """A node's version as HTTP knows it."""
    return f'"{version}"'


class Unconditional(CrossmatchError):
    """A change that does not say which version it is made to."""


def if_match(value: Annotated[str | None, Header(alias="If-Match", max_length=40, description='The ETag you read, such as "3", or *')] = None) -> int | None:
    """The version a change is made to; None for any. Raises Unconditional without one."""
    if value is None:
        raise Unconditional("send If-Match with the ETag (version) you read, so that nobody's change is lost, or If-Match: * to change it whatever it is now")
    digits = value.strip().removeprefix("W/").strip('"')
    if digits == "*":
        return None
    if not digits.isdecimal():
        raise Invalid(f'If-Match: {value[:40]!r} is no ETag of ours; send the one you read, such as "3"')
    return int(digits)


def cluster_of(service: Live, who: Caller, asked: str) -> str:
    """The cluster that something is for: the asked one, or a manager's only one. Forbidden for another's, NotFound for none."""
    if not asked and len(who.clusters) == 1:
        return next(iter(who.clusters))
    if not asked:
        raise Invalid("say for which cluster this is, such as cluster:acme")
    if who.role is not Role.ADMIN and asked not in who.clusters:
        raise Forbidden(f"your key does not stand for {asked[:80]!r}; choose a cluster of yours")
    if asked not in service.newest.state()[0].network.labels.row or not asked.startswith(f"{Kind.CLUSTER}:"):
        raise NotFound(f"no cluster {asked[:80]!r}; list them with /v1/clusters")
    return asked


def office(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """The caller, if it brings organisations in: an administrator, or the manager of a cluster."""
    if who.role not in (Role.ADMIN, Role.MANAGER):
        raise Forbidden(f"organisations are brought in by an administrator or the manager of a cluster; your key has the role {who.role}")
    return who


def answering(service: Annotated[Live, Depends(live)], who: Annotated[Caller, Depends(caller)]) -> Live:
    """The service, if its store answers: for writes, and for reads that cannot do without it."""
    service.steady.check()
    return service


def administrator(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """The caller, if it is an administrator."""
    if who.role is not Role.ADMIN:
        raise Forbidden(f"this needs the role admin; your key has the role {who.role}")
    return who


Service = Annotated[Live, Depends(live)]
Answering = Annotated[Live, Depends(answering)]
Who = Annotated[Caller, Depends(caller)]
Versioned = Annotated[Version, Depends(versioned)]
Seen = Annotated[Sight, Depends(sight)]
Office = Annotated[Caller, Depends(office)]
IfMatch = Annotated[int | None, Depends(if_match)]
Administrator = Annotated[Caller, Depends(administrator)]
KeyId = Annotated[str, Path(max_length=40, pattern="^[0-9a-f]+$", description="The id of a key, as listed", examples=["0a1b2c3d4e5f"])]
