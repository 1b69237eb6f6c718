"""crossmatch match: one list, with reasons."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, matcher, opened
from api.keys import Caller, Role
from api.models import MatchItem, MatchListOut
from api.present import Presenter
from graph.errors import Invalid
from graph.schema import Lang
from matcher.model import Scope, SectorRule

_WORTH_A_LINE = 0.05  # points


class Goal(StrEnum):
    """What can be suggested."""

    PARTNERS = "partners"
    SERVICES = "services"


LOCAL = Caller("local", Role.ADMIN)
"""Whoever can read the store's file may see what an administrator sees."""


def match(
    id: Annotated[str, typer.Argument(help="The business, such as business:999615744")] = "",
    need: Annotated[str, typer.Option(help="Ask with free text instead of a business")] = "",
    country: Annotated[str, typer.Option(help="With --need: the country you ask from, such as DE")] = "",
    goal: Annotated[Goal, typer.Option(help="What to suggest")] = Goal.PARTNERS,
    scope: Annotated[Scope, typer.Option(help="Where the partner is")] = Scope.ANY,
    sector: Annotated[SectorRule, typer.Option(help="In which sector the partner is; other and same list only pairs known to be so")] = SectorRule.ANY,
    distance: Annotated[float, typer.Option(help="0 near .. 1 far")] = 0.5,
    cross_sector: Annotated[int, typer.Option(help="So many of the places are kept for partners known to be in another sector")] = 0,
    newcomers: Annotated[int, typer.Option(help="So many of the places are kept for newcomers: at most eight known ties")] = 0,
    k: Annotated[int, typer.Option("-k", help="How many")] = 10,
    lang: Annotated[Lang, typer.Option(help="Language of the reasons")] = Lang.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as the API gives it")] = False,
    explain_time: Annotated[bool, typer.Option("--explain-time", help="Say where the time went")] = False,
    store: StoreOption = "",
) -> None:
    """Suggest partners or services for one business, or partners for a need in free text, each with its reasons."""
    if bool(id) == bool(need):
        raise Invalid('give either a business (crossmatch match business:acme) or a need (crossmatch match --need "…"), not both')
    times: dict[str, float] = {}
    with opened(store) as graph:
        from api.live import Live  # with measures and reports: no other command should wait for them

        live = Live(graph, matcher(graph), clock())
        sight = live.sight(LOCAL)
        asked = live.matching(sight)
        if need:
            found = asked.partners_for_need(need, country=country, scope=scope, distance=distance, k=k, lang=lang, views=sight.candidates, times=times)
        elif goal is Goal.SERVICES:
            found = asked.services(id, k=k, lang=lang, views=sight.candidates)
        else:
            found = asked.partners(
                id,
                scope=scope,
                sector=sector,
                distance=distance,
                cross_sector=cross_sector,
                newcomers=newcomers,
                k=k,
                lang=lang,
                views=sight.candidates,
                times=times,
            )
        shown = Presenter(sight, lang).match_list(found)
        live.close()
    typer.echo(json.dumps(shown.model_dump(), ensure_ascii=False, indent=2) if as_json else "\n".join(lines(shown)))
    if explain_time:
        typer.echo(", ".join(f"{stage} {ms:.1f} ms" for stage, ms in times.items()), err=True)


def lines(found: MatchListOut) -> list[str]:
    """A list as a person reads it in a terminal."""
    if not found.items:
        return ["no suggestion: widen scope or sector, or add needs and offers to the profile"]
    return [line for item in found.items for line in _lines(item)]


def _lines(item: MatchItem) -> list[str]:
    place = item.country.name if item.country else "?"
    sector = next((label.name for label in (item.sector, item.field, item.section) if label), "?")
    mark = " (illustrative)" if item.source == "illustrative" else ""
    head = f"{item.rank}. {item.name or '(shown when its cluster agrees)'}{mark} · {sector} · {place} · score {item.score:.2f} · {item.id}"
    reasons = [f"     {reason.points:+.2f}  {reason.text}" for reason in item.reasons if abs(reason.points) >= _WORTH_A_LINE]
    said = [f"   ? {text}" for text in (item.without.text if item.without else "", item.missing) if text]
    return [head, f"   {item.explanation}", *reasons, f"   ! {item.watch_out}", *said, ""]
