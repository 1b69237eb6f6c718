"""Is the process alive, is it ready to answer."""

from fastapi import APIRouter

from api.access import Service
from api.models import Health

router = APIRouter(tags=["health"])


@router.get("/health/live", summary="The process lives")
async def live() -> Health:
    """Asks nothing of the store."""
    return Health(status="ok")


@router.get("/health/ready", summary="Questions are answered")
def ready(service: Service) -> Health:
    """`stale` while the store does not answer: reads go on from the last snapshot, writes are refused. 503 once no key can be checked any more."""
    state, stale = service.newest.state()
    if stale:
        service.ring.check()
    return Health(status="stale" if stale else "ok", revision=state.revision)
