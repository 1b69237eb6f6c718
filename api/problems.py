"""One shape for every error: RFC 9457 problem details with a request id, and one table from our errors to status codes."""

import logging
import re
import secrets
from collections.abc import Iterable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import MAX_BODY_SIZE_SCOPE_KEY
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import Unconditional
from api.editing import Outdated
from api.keys import Forbidden, Unauthorised
from api.models import Problem
from graph.errors import Conflict, CrossmatchError, Incompatible, Invalid, NotFound, Tampered, Unavailable

log = logging.getLogger("crossmatch")

_STATUS: dict[type[CrossmatchError], tuple[int, str]] = {
    Invalid: (422, "invalid"),
    NotFound: (404, "not-found"),
    Conflict: (409, "conflict"),
    Unauthorised: (401, "unauthorised"),
    Forbidden: (403, "forbidden"),
    Outdated: (412, "outdated"),
    Unconditional: (428, "unconditional"),
    Unavailable: (503, "unavailable"),
    Incompatible: (500, "incompatible"),
    Tampered: (500, "tampered"),
}
_TITLES = {
    "invalid": "A value is not acceptable",
    "not-found": "Nothing here has this address or id",
    "conflict": "Somebody else changed it first",
    "unauthorised": "A valid key is needed",
    "forbidden": "This key may not do that",
    "outdated": "Somebody changed it since you read it",
    "unconditional": "Say which version you change",
    "unavailable": "The store does not answer",
    "incompatible": "The store is of a newer version",
    "tampered": "Data that should never change has changed",
    "bad-request": "The request cannot be read",
    "too-large": "The request is too large",
    "method-not-allowed": "This address does not take that method",
    "internal": "Something went wrong on our side",
}
_HTTP = {400: "bad-request", 401: "unauthorised", 403: "forbidden", 404: "not-found", 405: "method-not-allowed", 413: "too-large"}
_DOCUMENTED = (400, 401, 403, 404, 405, 413, 422, 503)
_QUOTED = 80
_MEDIA = "application/problem+json"


def documented(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The problems that an operation may answer with, as its description shows them."""
    kinds = {status: kind for status, kind in _STATUS.values() if status != 500} | _HTTP
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {status: {"description": _TITLES[kinds[status]], "content": {_MEDIA: schema}} for status in statuses}


RESPONSES = documented(*_DOCUMENTED)
"""What every operation documents beside its success."""


def problem(request: Request, status: int, kind: str, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem+json answer; `kind` is the last part of its type."""
    body = Problem(type=f"urn:crossmatch:problem:{kind}", title=_TITLES[kind], status=status, detail=detail, request_id=request.scope.get("request_id", ""))
    extra = {"WWW-Authenticate": "ApiKey"} if status == 401 else {"Retry-After": "5"} if status == 503 else {}
    return JSONResponse(body.model_dump(), status, {**extra, **(headers or {})}, media_type=_MEDIA)


def install(app: FastAPI) -> None:
    """Give the app its handlers and the middleware that numbers requests."""
    app.add_exception_handler(CrossmatchError, _ours)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(_Numbered)


async def _ours(request: Request, error: Exception) -> JSONResponse:
    status, kind = next((_STATUS[known] for known in type(error).__mro__ if known in _STATUS), (500, "internal"))
    return problem(request, status, kind, str(error))


async def _unreadable(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    if any(item["type"] == "json_invalid" for item in error.errors()):
        return problem(request, 400, "bad-request", "the body is no JSON; send an object with Content-Type: application/json")
    return problem(request, 422, "invalid", "; ".join(_sentences(error.errors()[:10])))


def _sentences(items: Iterable[dict[str, object]]) -> Iterable[str]:
    for item in items:
        location = item["loc"]
        where = ".".join(str(part) for part in location[1:]) if isinstance(location, tuple) else ""
        given = item.get("input")
        quoted = f" (given: {str(given)[:_QUOTED]!r})" if isinstance(given, str | int | float) else ""
        yield f"{where or 'body'}: {item['msg']}{quoted}"


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = {"Allow": ", ".join(_methods(request))} if error.status_code == 405 else None
    kind = _HTTP.get(error.status_code, "bad-request" if error.status_code < 500 else "internal")
    return problem(request, error.status_code, kind, str(error.detail), headers)


def _methods(request: Request) -> list[str]:
    """Every method of this path: Starlette names only those of the first route that fits."""
    paths = request.app.openapi()["paths"]
    return sorted(method.upper() for path, methods in paths.items() if re.fullmatch(re.sub(r"{[^}]+}", "[^/]+", path), request.url.path) for method in methods)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("request %s failed", request.scope.get("request_id", ""), exc_info=error)
    return problem(request, 500, "internal", "the request id is in the server's log; please report it")


def _detail(status: int, scope: Scope) -> str:
    """What to do about a refusal of the libraries below."""
    return f"send less than {scope.get(MAX_BODY_SIZE_SCOPE_KEY, 0):,} bytes at once" if status == 413 else ""


class _Numbered:
    """Numbers each request, marks every answer as private and unsniffable, and gives refusals of the libraries below our shape."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["request_id"] = secrets.token_hex(8)
        marks = [(b"x-request-id", scope["request_id"].encode()), (b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
        foreign = False

        async def marked(message: Message) -> None:
            nonlocal foreign
            if message["type"] == "http.response.start":
                foreign = message["status"] >= 400 and (b"content-type", _MEDIA.encode()) not in message["headers"]
                if foreign:
                    status = message["status"]
                    await problem(Request(scope), status, _HTTP.get(status, "bad-request" if status < 500 else "internal"), _detail(status, scope))(
                        scope, receive, marked
                    )
                    foreign = True
                    return
                message.setdefault("headers", []).extend(marks)
            if not foreign:
                await send(message)

        await self.app(scope, receive, marked)
