"""The HTTP application, made from its parts; no globals."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from api import problems
from api.examples import describe
from api.live import Live
from api.models import Problem
from api.routes import about, duplicates, editing, health, indicators, keys, network_measures, organisations, partners, reach, services, trials, uploads
from api.seal import BadCursor
from graph.clock import Clock
from graph.store import Store
from matcher.matcher import Matcher

VERSION = "0.1.0"
_MAX_BODY = 64 * 1024  # the longest body today is a need of 2,000 characters


def create_app(store: Store, matcher: Matcher, clock: Clock) -> FastAPI:
    """The API over one store. The caller keeps the store and closes it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.live.close()

    app = FastAPI(
        title="Crossmatch",
        summary="Finds small businesses the partners they would never have met.",
        version=VERSION,
        docs_url=None,  # both pages load their scripts from other hosts
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
    )
    app.state.live = Live(store, matcher, clock)
    problems.install(app)
    app.add_exception_handler(BadCursor, _bad_cursor)
    v1 = APIRouter(prefix="/v1", responses=problems.RESPONSES, max_body_size=_MAX_BODY)
    for part in (about, organisations, editing, partners, services, trials, uploads, reach, indicators, network_measures, duplicates, keys):
        v1.include_router(part.router)
    app.include_router(v1)
    app.include_router(health.router, responses=problems.RESPONSES)
    _document(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


async def _bad_cursor(request: Request, error: Exception) -> JSONResponse:
    return problems.problem(request, 400, "bad-request", "this cursor is not one of ours or belongs to another query; start again without it")


def _document(app: FastAPI) -> None:
    """FastAPI's own 422 shape gives way to ours."""
    made = app.openapi

    def openapi() -> dict[str, object]:
        document = made()
        schemas = document["components"]["schemas"]
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        schemas.setdefault("Problem", Problem.model_json_schema())
        describe(document)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
