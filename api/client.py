"""The one way into the API from Python: a method per endpoint, JSON as plain dictionaries (shapes: `api/models/`)."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx2

JSON = dict[str, Any]


class ApiProblem(Exception):
    """The API said no, in problem+json: `status`, `type`, `title`, `detail`, `request_id`."""

    def __init__(self, status: int, body: JSON) -> None:
        self.status = status
        self.type = str(body.get("type", "about:blank"))
        self.title = str(body.get("title", "problem"))
        self.detail = str(body.get("detail", ""))
        self.request_id = str(body.get("request_id", ""))
        super().__init__(f"{self.title} ({status}): {self.detail}")


class ApiDown(Exception):
    """No API answers at this address."""


class Client:
    """Speaks to one API with one key. `http` brings address and time-outs; a TestClient does as well.

    `stale` says that the last answer is from before the store stopped answering.
    """

    def __init__(self, http: httpx2.Client, key: str = "") -> None:
        self._http = http
        self.stale = False
        self._headers = {"X-API-Key": key} if key else {}

    def _call(self, method: str, path: str, *, json: JSON | None = None, headers: dict[str, str] | None = None, **query: Any) -> JSON:
        answer = self._ask(method, path, json=json, headers=headers, **query)
        return dict(answer.json()) if answer.content else {}

    def _ask(
        self, method: str, path: str, *, json: JSON | None = None, content: bytes | None = None, headers: dict[str, str] | None = None, **query: Any
    ) -> httpx2.Response:
        params = {name: value for name, value in query.items() if value is not None and value != ""}
        try:
            answer = self._http.request(method, path, params=params, json=json, content=content, headers={**self._headers, **(headers or {})})
        except httpx2.TransportError as error:
            raise ApiDown(f"no API answers at {self._http.base_url}: {error}") from error
        if answer.status_code >= 400:
            raise ApiProblem(answer.status_code, answer.json())
        self.stale = answer.headers.get("x-stale") == "true"
        return answer

    def me(self) -> JSON:
        return self._call("GET", "/v1/me")

    def home(self, *, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/home", lang=lang)

    def organisations(
        self,
        q: str = "",
        *,
        kind: str = "",
        country: str = "",
        section: str = "",
        cluster: str = "",
        source: str = "",
        limit: int = 50,
        cursor: str = "",
        lang: str = "en",
    ) -> JSON:
        return self._call(
            "GET", "/v1/organisations", q=q, kind=kind, country=country, section=section, cluster=cluster, source=source, limit=limit, cursor=cursor, lang=lang
        )

    def organisation(self, id: str, *, lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/organisations/{id}", lang=lang)

    def create_organisation(self, *, once: str = "", lang: str = "en", **fields: Any) -> JSON:
        return self._call("POST", "/v1/organisations", json=fields, headers={"Idempotency-Key": once} if once else None, lang=lang)

    def change_organisation(self, id: str, *, version: int, lang: str = "en", **fields: Any) -> JSON:
        return self._call("PATCH", f"/v1/organisations/{id}", json=fields, headers={"If-Match": f'"{version}"'}, lang=lang)

    def end_organisation(self, id: str, *, version: int, lang: str = "en") -> JSON:
        return self._call("DELETE", f"/v1/organisations/{id}", headers={"If-Match": f'"{version}"'}, lang=lang)

    def neighbours(self, id: str, *, depth: int = 1, limit: int = 80, relations: str = "", lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/organisations/{id}/neighbours", depth=depth, limit=limit, relations=relations, lang=lang)

    def partners(
        self,
        id: str,
        *,
        scope: str = "any",
        sector: str = "any",
        targets: str = "any",
        distance: float = 0.5,
        cross_sector: int = 0,
        newcomers: int = 0,
        limit: int = 10,
        lang: str = "en",
    ) -> JSON:
        return self._call(
            "GET",
            f"/v1/businesses/{id}/partners",
            scope=scope,
            sector=sector,
            targets=targets,
            distance=distance,
            cross_sector=cross_sector,
            newcomers=newcomers,
            limit=limit,
            lang=lang,
        )

    def services_for(self, id: str, *, limit: int = 10, lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/businesses/{id}/services", limit=limit, lang=lang)

    def partners_for_need(self, need: str, *, country: str = "", scope: str = "any", distance: float = 0.5, limit: int = 10, lang: str = "en") -> JSON:
        return self._call("POST", "/v1/partners", json={"need": need, "country": country, "scope": scope, "distance": distance, "limit": limit, "lang": lang})

    def services(self, *, type: str = "", country: str = "", limit: int = 50, cursor: str = "", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/services", type=type, country=country, limit=limit, cursor=cursor, lang=lang)

    def sectors(self, *, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/sectors", lang=lang)

    def clusters(self, *, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/clusters", lang=lang)

    def method(self, *, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/method", lang=lang)

    def template(self, kind: str, *, lang: str = "en", format: str = "xlsx") -> bytes:
        return self._ask("GET", f"/v1/templates/{kind}", lang=lang, format=format).content

    def upload_file(
        self,
        content: bytes,
        *,
        name: str,
        kind: str = "business",
        cluster: str = "",
        basis: str = "membership",
        purposes: Sequence[str] = ("matching", "statistics"),
        lang: str = "en",
    ) -> JSON:
        binary, covered = {"Content-Type": "application/octet-stream"}, ",".join(purposes)
        answer = self._ask(
            "POST", "/v1/uploads", content=content, headers=binary, name=name, kind=kind, cluster=cluster, basis=basis, purposes=covered, lang=lang
        )
        return dict(answer.json())

    def uploads(self, *, cluster: str = "", limit: int = 50, cursor: str = "", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/uploads", cluster=cluster, limit=limit, cursor=cursor, lang=lang)

    def upload(self, id: str, *, lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/uploads/{id}", lang=lang)

    def upload_rows(self, id: str, *, only: str = "all", limit: int = 50, cursor: str = "", lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/uploads/{id}/rows", only=only, limit=limit, cursor=cursor, lang=lang)

    def change_upload(
        self,
        id: str,
        *,
        columns: Mapping[str, str] | None = None,
        defaults: Mapping[str, str] | None = None,
        cells: Sequence[Mapping[str, object]] = (),
        lang: str = "en",
    ) -> JSON:
        body = {"columns": dict(columns or {}), "defaults": dict(defaults or {}), "cells": [dict(cell) for cell in cells]}
        return self._call("PATCH", f"/v1/uploads/{id}", json=body, lang=lang)

    def confirm_upload(self, id: str, *, only_good: bool = False, end: Sequence[str] = (), lang: str = "en") -> JSON:
        return self._call("POST", f"/v1/uploads/{id}/confirm", json={"only_good": only_good, "end": list(end)}, lang=lang)

    def withdraw_upload(self, id: str, *, lang: str = "en") -> JSON:
        return self._call("DELETE", f"/v1/uploads/{id}", lang=lang)

    def reach(self, *, on: str = "", by: str = "cluster", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/reach", on=on, by=by, lang=lang)

    def reached_businesses(
        self,
        *,
        on: str = "",
        tier: int = 1,
        only: bool = False,
        by: str = "cluster",
        value: str = "",
        missing: str = "",
        limit: int = 50,
        cursor: str = "",
        lang: str = "en",
    ) -> JSON:
        return self._call(
            "GET", "/v1/reach/businesses", on=on, tier=tier, only=only, by=by, value=value, missing=missing, limit=limit, cursor=cursor, lang=lang
        )

    def reach_evidence(self, pseudonym: str, *, on: str = "", lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/reach/businesses/{pseudonym}/evidence", on=on, lang=lang)

    def reach_next_steps(self, *, on: str = "", cluster: str = "", limit: int = 10, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/reach/next-steps", on=on, cluster=cluster, limit=limit, lang=lang)

    def report(self, *, format: str = "pdf", since: str = "", until: str = "", lang: str = "en") -> bytes:
        return self._ask("GET", "/v1/report", format=format, since=since, until=until, lang=lang).content

    def indicators(self, *, since: str = "", until: str = "", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/indicators", since=since, until=until, lang=lang)

    def indicator_evidence(self, key: str, *, since: str = "", until: str = "", limit: int = 50, cursor: str = "", lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/indicators/{key}/evidence", since=since, until=until, limit=limit, cursor=cursor, lang=lang)

    def reach_verification(self) -> JSON:
        return self._call("GET", "/v1/reach/verification")

    def list_trials(self, *, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/trials", lang=lang)

    def trial(self, code: str, *, lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/trials/{code}", lang=lang)

    def trial_power(self, **settled: Any) -> JSON:
        return self._call("GET", "/v1/trials/power", **settled)

    def declare_trial(self, **rules: Any) -> JSON:
        return self._call("POST", "/v1/trials", json=rules)

    def draw_trial(self, code: str, *, lang: str = "en") -> JSON:
        return self._call("POST", f"/v1/trials/{code}/draw", lang=lang)

    def tie_survival(self, *, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/ties/survival", lang=lang)

    def network_months(self, *, scope: str = "programme", every: str = "month", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/network/months", scope=scope, every=every, lang=lang)

    def network_chance(self, *, scope: str = "programme", month: str = "", draws: int = 100, against: str = "meetings", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/network/chance", scope=scope, month=month, draws=draws, against=against, lang=lang)

    def network_trend(self, *, scope: str = "programme", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/network/trend", scope=scope, lang=lang)

    def network_roles(self, *, scope: str = "programme", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/network/roles", scope=scope, lang=lang)

    def network_brokers(self, *, scope: str = "programme", limit: int = 10, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/network/brokers", scope=scope, limit=limit, lang=lang)

    def duplicates(self, *, state: str = "open", limit: int = 50, cursor: str = "", lang: str = "en") -> JSON:
        return self._call("GET", "/v1/duplicates", state=state, limit=limit, cursor=cursor, lang=lang)

    def duplicate_counts(self, *, lang: str = "en") -> JSON:
        return self._call("GET", "/v1/duplicates/counts", lang=lang)

    def search_duplicates(self, *, lang: str = "en") -> JSON:
        return self._call("POST", "/v1/duplicates/search", lang=lang)

    def decide_duplicate(self, pair: str, *, same: bool, stays: str = "", lang: str = "en") -> JSON:
        return self._call("PUT", f"/v1/duplicates/{pair}/decision", json={"same": same, "stays": stays or None}, lang=lang)

    def undo_duplicate(self, pair: str, *, lang: str = "en") -> JSON:
        return self._call("DELETE", f"/v1/duplicates/{pair}/decision", lang=lang)

    def ready(self) -> JSON:
        return self._call("GET", "/health/ready")
