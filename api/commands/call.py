"""crossmatch call: any endpoint of the API by its operation id."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import httpx2
import typer

from api.commands.match import LOCAL
from api.commands.wiring import StoreOption, clock, matcher, opened, settings
from graph.errors import Invalid


def call(
    context: typer.Context,
    operation: Annotated[str, typer.Argument(help="Operation id, such as organisations; a wrong one lists all")],
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON instead of an indented one")] = False,
    store: StoreOption = "",
) -> None:
    """Call an operation with --ARG VALUE for each of its parameters or fields, on CROSSMATCH_API or on the store directly."""
    method, path, wanted = _operation(operation)
    given = _arguments(context.args)
    with _http(store) as http:
        answer = _send(http, method, path, wanted, given)
    _print(answer, as_json=as_json)
    if answer.status_code >= 400:
        raise typer.Exit(2)


def _print(answer: httpx2.Response, *, as_json: bool) -> None:
    """JSON as text; a file as it is, to be sent to one with `>`."""
    if "json" in answer.headers.get("content-type", ""):
        typer.echo(json.dumps(answer.json(), ensure_ascii=False, indent=None if as_json else 2))
    else:
        sys.stdout.buffer.write(answer.content)


def _operation(id: str) -> tuple[str, str, Mapping[str, Any]]:
    from api.openapi import document  # the whole API: a second, that no other command should wait for

    operations = {item["operationId"]: (method, path, item) for path, methods in document()["paths"].items() for method, item in methods.items()}
    if id not in operations:
        raise Invalid(f"no operation {id[:80]!r}; there are {', '.join(sorted(operations))}")
    return operations[id]


def _arguments(words: list[str]) -> dict[str, str]:
    pairs = dict(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or not all(name.startswith("--") for name in pairs):
        raise Invalid(f"cannot read {' '.join(words)[:80]!r}; write --NAME VALUE for each argument")
    return {name[2:].replace("-", "_"): value for name, value in pairs.items()}


def _send(http: httpx2.Client, method: str, path: str, wanted: Mapping[str, Any], given: dict[str, str]) -> httpx2.Response:
    places = {item["name"].lower().replace("-", "_"): (item["name"], item["in"]) for item in wanted.get("parameters", ())}
    for name in [name for name, (_, place) in places.items() if place == "path"]:
        if name not in given:
            raise Invalid(f"{wanted['operationId']} needs --{name}")
        path = path.replace(f"{{{name}}}", quote(given.pop(name), safe=":"))
    chosen = {place: {places[name][0]: given.pop(name) for name in list(given) if places.get(name, ("", ""))[1] == place} for place in ("query", "header")}
    types = wanted.get("requestBody", {}).get("content", {})
    if given and not types:
        raise Invalid(f"{wanted['operationId']} takes no --{next(iter(given))}; it takes {', '.join(f'--{name}' for name in places) or 'nothing'}")
    content = _file(given) if "application/octet-stream" in types else None
    body = {name: _value(text) for name, text in given.items()} if "application/json" in types else None
    headers = {**chosen["header"], **({"Content-Type": "application/octet-stream"} if content is not None else {})}
    try:
        return http.request(method.upper(), path, params=chosen["query"], json=body, content=content, headers=headers)
    except httpx2.TransportError as error:
        raise Invalid(f"no API answers at {http.base_url}: {error}; start it with `crossmatch serve`, or unset CROSSMATCH_API") from error


def _file(given: Mapping[str, str]) -> bytes:
    """The file that becomes the body."""
    if list(given) != ["file"]:
        raise Invalid("say which file to send: --file members.xlsx")
    try:
        return Path(given["file"]).read_bytes()
    except OSError as error:
        raise Invalid(f"cannot read {given['file']}: {error.strerror}") from error


def _value(text: str) -> object:
    """A field of a body: JSON where it is JSON (numbers, lists), else text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


@contextmanager
def _http(store: str) -> Iterator[httpx2.Client]:
    chosen = settings()
    if chosen.api:
        with httpx2.Client(base_url=chosen.api, headers={"X-API-Key": chosen.key}, timeout=30) as http:
            yield http
        return
    from starlette.testclient import TestClient

    from api.access import caller
    from api.app import create_app

    with opened(store) as graph:
        app = create_app(graph, matcher(graph), clock())
        app.dependency_overrides[caller] = lambda: LOCAL
        with TestClient(app) as http:
            yield http
