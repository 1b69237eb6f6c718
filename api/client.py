"""The one way into the API from Python: a method per endpoint, JSON as plain dictionaries (shapes: `api/models/`)."""

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
    """Speaks to one API with one key. `http` brings address and time-outs; a TestClient does as well."""

    def __init__(self, http: httpx2.Client, key: str = "") -> None:
        self._http = http
        self._headers = {"X-API-Key": key} if key else {}

    def _call(self, method: str, path: str, *, json: JSON | None = None, **query: Any) -> JSON:
        params = {name: value for name, value in query.items() if value is not None and value != ""}
        try:
            answer = self._http.request(method, path, params=params, json=json, headers=self._headers)
        except httpx2.TransportError as error:
            raise ApiDown(f"no API answers at {self._http.base_url}: {error}") from error
        body = answer.json() if answer.content else {}
        if answer.status_code >= 400:
            raise ApiProblem(answer.status_code, body)
        return dict(body)

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

    def neighbours(self, id: str, *, depth: int = 1, limit: int = 80, relations: str = "", lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/organisations/{id}/neighbours", depth=depth, limit=limit, relations=relations, lang=lang)

    def partners(self, id: str, *, scope: str = "any", sector: str = "any", distance: float = 0.5, limit: int = 10, lang: str = "en") -> JSON:
        return self._call("GET", f"/v1/businesses/{id}/partners", scope=scope, sector=sector, distance=distance, limit=limit, lang=lang)

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

    def ready(self) -> JSON:
        return self._call("GET", "/health/ready")
