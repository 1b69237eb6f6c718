"""crossmatch demo --check: one real question through the whole house; fails loudly if any layer does not hold."""

import httpx2
import typer

from api.client import JSON, Client
from api.commands.build import Built
from api.commands.match import lines
from api.commands.processes import Running
from api.commands.screens import Screens
from api.models import MatchListOut
from graph.errors import CrossmatchError


class CheckFailed(CrossmatchError):
    """Something that the demonstration promises does not hold."""


def check(running: Running, built: Built, screens: Screens) -> None:
    """Partners of one business in another sector and country, printed with reasons; then the dashboard's first page by HTTP and run."""
    key = built.keys["administrator"]
    with httpx2.Client(base_url=running.api, timeout=30) as http:
        client = Client(http, key)
        business = _business(client)
        answer = client.partners(business["id"], scope="international", sector="other", limit=5)
    _holds(answer, business)
    typer.echo(f"\nPartners in another sector and country for {business['name']} ({business['id']}):\n")
    typer.echo("\n".join(lines(MatchListOut(**answer))))
    page = httpx2.get(running.dashboard, timeout=30)
    if page.status_code != 200 or "<script" not in page.text:
        raise CheckFailed(f"the dashboard's first page answered {page.status_code}")
    texts = screens.look(running.api, key)
    typer.echo(f"Dashboard: {texts[0] if texts else '(no title)'}")
    if not texts:
        raise CheckFailed("the dashboard's first page ran, but shows no text")
    typer.echo("All of it holds.")


def _business(client: Client) -> JSON:
    """The member with this week's strongest suggestion; without illustrative members, any business that gets one."""
    members = [suggestion["member"] for suggestion in client.home()["suggestions"]]
    real = client.organisations(kind="business", source="cordis", limit=20)["items"]
    for id in (found["id"] for found in [*members, *real]):
        if client.partners(id, scope="international", sector="other", limit=1)["items"]:
            return client.organisation(id)
    raise CheckFailed("no business of the demonstration gets a partner in another sector and country")


def _holds(answer: JSON, business: JSON) -> None:
    for item in answer["items"]:
        total = sum(part["points"] for part in item["evidence"])
        if abs(total - item["score"]) > 1e-9:
            raise CheckFailed(f"{item['id']}: the score {item['score']} is not the sum of its reasons ({total})")
        if not item["international"] or item["cross_sector"] is not True or item["country"]["id"] == business["country"]["id"]:
            raise CheckFailed(f"{item['id']} is not in another sector and country")
        if not item["explanation"] or not item["watch_out"]:
            raise CheckFailed(f"{item['id']} comes without an explanation")
