"""Is the process alive, is it ready to answer."""

from fastapi import APIRouter

from api.access import Service
from api.models import Health

router = APIRouter(tags=["health"])


@router.get("/health/live", summary="The process lives")
async def live() -> Health:
    """Asks nothing of the store."""
    return Health(status="ok")


@router.get("/health/ready", summary="The store answers and the index is built")
def ready(service: Service) -> Health:
    """503 while the store does not answer."""
    return Health(status="ok", revision=service.store.revision())
