"""Trials: would it have happened anyway? Declared, drawn, read; how long ties last; how much a trial could find."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.access import Answering, Seen, Service, Who
from api.live import Live
from api.models import PowerOut, TieSurvival, TrialIn, TrialItem, TrialList, TrialOut
from api.network import Sight
from api.problems import documented
from api.queries import LangQuery, PowerQuery
from api.reach.scope import ALL, counted, may_see
from api.trials.lasting import survival
from api.trials.results import Result, item
from api.trials.scope import clusters_for, is_drawable, may_start, records_of, seen_trials
from api.trials.starting import Starter
from graph.errors import Invalid, NotFound, Unavailable
from graph.model import Record
from graph.trials import Trial, trials
from matcher.trials import power

router = APIRouter(tags=["trials"])
Code = Annotated[str, Path(max_length=20, pattern="^trial-[0-9]{4}[a-z]{1,2}$", description="The code of a trial", examples=["trial-2026a"])]


@router.get("/trials", summary="Trials and how far each is")
def list_trials(query: Annotated[LangQuery, Query()], seen: Seen, service: Service, who: Who) -> TrialList:
    """The newest first; managers and advisers see those in which members of their clusters take part."""
    records, today = _records(service), service.clock.today()
    reach = service.reach(seen)
    found = seen_trials(who, trials(reach.history), records, reach)
    starts = may_start(who)
    eligible = Starter(service.store, seen, reach, today).eligible(clusters_for(who, seen, ())) if starts else []
    items = [item(trial, today, drawable=is_drawable(who, trial, records.get(trial.code))) for trial in found]
    return TrialList(items=items[:200], may_start=starts, eligible=len(eligible))


@router.get("/trials/power", summary="What a trial of so many businesses could find, before it starts")
def trial_power(query: Annotated[PowerQuery, Query()], who: Who) -> PowerOut:
    """Two groups, one outcome, a two-sided test; nothing of the ledger is looked at."""
    may_see(who)
    setting = power.Setting(query.baseline, query.offered, query.alpha)
    lift = min(query.lift, 1 - query.baseline)
    return PowerOut(
        businesses=query.businesses,
        baseline=query.baseline,
        offered=query.offered,
        alpha=query.alpha,
        wanted=query.wanted,
        detectable=_detectable(query, setting),
        lift=lift,
        power=power.power(query.businesses, lift, setting),
        needed=power.needed(lift, setting, wanted=query.wanted),
    )


@router.get("/trials/{code}", summary="One trial: what was declared, how it was drawn, what came of it")
def trial(code: Code, query: Annotated[LangQuery, Query()], seen: Seen, service: Service, who: Who) -> TrialOut:
    """The result is given once the horizon is over. Figures only; by name a caller sees own members who wait."""
    return _whole(code, seen, service, query.lang)


@router.post("/trials", status_code=201, summary="Declare a trial: its rules, and the hash of its seed", responses=documented(409))
def declare_trial(asked: TrialIn, service: Answering, seen: Seen, response: Response) -> TrialItem:
    """By an administrator, or a manager among members of its own clusters. Rules are final; the draw comes after."""
    starter = Starter(service.store, seen, service.reach(seen), service.clock.today())
    code = starter.declare(asked)
    response.headers["Location"] = f"/v1/trials/{code}"
    return item(_trial(code, seen, service), service.clock.today(), drawable=True)


@router.post("/trials/{code}/draw", summary="Draw a declared trial, once, and publish its seed", responses=documented(409))
def draw_trial(code: Code, query: Annotated[LangQuery, Query()], service: Answering, seen: Seen) -> TrialOut:
    """Among the members that may take part today: with a legal basis for statistics and matching, and in no other trial that runs."""
    found = _trial(code, seen, service)
    Starter(service.store, seen, service.reach(seen), service.clock.today()).draw(found, _records(service).get(code))
    return _whole(code, seen, service, query.lang)


@router.get("/ties/survival", summary="How long confirmed collaborations last, by channel")
def tie_survival(query: Annotated[LangQuery, Query()], seen: Seen, service: Service, who: Who) -> TieSurvival:
    """Ties that still last count as far as they were watched (Kaplan and Meier). A manager's are those of its clusters' members."""
    reach = service.reach(seen)
    return survival(reach.only(counted(who, reach.units)), service.clock.today(), whole=who.role in ALL)


def _trial(code: str, seen: Sight, service: Live) -> Trial:
    """The trial of a code. One the caller may not see is answered like one that does not exist."""
    reach = service.reach(seen)
    for found in seen_trials(seen.caller, trials(reach.history), _records(service), reach):
        if found.code == code:
            return found
    raise NotFound(f"no trial {code!r}; list them with /v1/trials")


def _records(service: Live) -> dict[str, Record]:
    """The records of trials; none while the store does not answer: then nothing can be drawn."""
    try:
        return service.steady.ask(lambda: records_of(service.store))
    except Unavailable:
        return {}


def _whole(code: str, seen: Sight, service: Live, lang: str) -> TrialOut:
    found = _trial(code, seen, service)
    return Result(seen, service.reach(seen), found, service.clock.today()).whole(_records(service).get(code), lang)


def _detectable(query: PowerQuery, setting: power.Setting) -> float | None:
    try:
        return power.detectable(query.businesses, setting, wanted=query.wanted)
    except Invalid:  # too few for any difference
        return None
