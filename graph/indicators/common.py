"""RCO and RCR: common indicators of regional funds, as the programme's ledger can prove them."""

from collections.abc import Sequence

import numpy as np

from graph.indicators.collaborations import Collaboration
from graph.indicators.counting import by_column, flags, mask, proving, seqs_of, unique, whos, within
from graph.indicators.figure import Figure, Part, Refusal, entries, refusal, unknown
from graph.indicators.indicator import Compute, Indicator, Over, Period, Unit
from graph.indicators.world import Flags, World
from graph.reach.tiers import subject_units
from graph.schema import Happening as H
from graph.schema import Kind, Size

_SUPPORT = (H.SUPPORT_GIVEN, H.SERVICE_COMPLETED)
_DOCUMENTED = (H.SUPPORT_GIVEN, H.SERVICE_COMPLETED, H.NEED_ASSESSED, H.ACTION_PLANNED)
KNOWN = "common indicators of the European regional funds; as generally known, to be checked by who reports"


def enterprises(world: World, period: Period) -> Figure:
    rows = within(world, period, *_SUPPORT)
    counted = mask(world, rows)
    return unique(world, counted, entries(world.history.seqs[rows]), parts=by_column(world, "size", world.units.sizes, counted))


def not_kept(world: World, period: Period) -> Figure:
    return unknown(NO_MONEY)


def non_financial(world: World, period: Period) -> Figure:
    """Structured (something done on several days) and documented (hours on a sheet)."""
    rows = within(world, period, *_DOCUMENTED)
    unit = subject_units(world.history, world.units, rows)
    dated = np.unique(np.stack([unit.astype(np.int64), world.history.on[rows].astype(np.int64)]), axis=1)[0]
    days = np.bincount(dated, minlength=len(world.units))
    documented = mask(world, within(world, period, H.SUPPORT_GIVEN))
    counted = documented & (days >= world.rules.contacts)
    once, undocumented = documented & ~counted, (days > 0) & ~documented
    refused = [
        refusal("one_off", whos(world, once), days[once].tolist(), world.rules.contacts),
        refusal("hours", whos(world, undocumented), [0] * int(undocumented.sum()), 1),
    ]
    return unique(world, counted, entries(seqs_of(world, rows, counted)), refused=refused)


def new_enterprises(world: World, period: Period) -> Figure:
    rows = within(world, period, *_SUPPORT)
    supported = mask(world, rows)
    place = world.rows[: len(world.units)]
    founded = np.where(place >= 0, world.organisations.founded[place], 0)
    counted = supported & (founded > 0) & (founded >= period.last.year - world.rules.new_years)
    silent = supported & (founded == 0)
    refused = [refusal("founded", whos(world, silent), [0] * int(silent.sum()), 1)] if silent.any() else []
    return unique(world, counted, entries(seqs_of(world, rows, counted)), refused=refused)


def with_research(world: World, period: Period) -> Figure:
    """Joint research that was signed and confirmed, with a research organisation on the other side, and was alive in the period."""
    joint = [one for one in _alive(world, period) if _is_research(world, one)]
    bought = [one for one in joint if one.kind != "research"]
    found = [one for one in joint if one.kind == "research"]
    refused = _refused(world, "not_research", bought)
    return unique(world, flags(world, _parties(found)), proving(found), refused=refused)


def innovating(innovation: str) -> Compute:
    """SMEs that answered in a survey that they introduced such an innovation because of the support."""

    def computed(world: World, period: Period) -> Figure:
        rows = within(world, period, H.SURVEY_ANSWERED)
        data = world.history.data
        innovative = rows[[data[row].get("innovation") == innovation for row in rows.tolist()]] if len(rows) else rows
        caused = innovative[[data[row].get("because") is True for row in innovative.tolist()]] if len(innovative) else innovative
        small = world.units.sizes != Size.LARGE
        counted = mask(world, caused) & small
        anyway = mask(world, innovative) & small & ~counted
        refused = [refusal("because", whos(world, anyway), [0] * int(anyway.sum()), 1)] if anyway.any() else []
        if not len(rows):
            return unknown(NO_SURVEY)
        return unique(world, counted, entries(seqs_of(world, caused, counted)), refused=refused)

    return computed


def joint(kind: str) -> Compute:
    """Collaborations of one kind between organisations of different countries that came about in the period."""

    def computed(world: World, period: Period) -> Figure:
        chosen = [one for one in world.collaborations if one.kind == kind and _is_ours(world, one) and period.first <= one.since <= period.last]
        found = [one for one in chosen if across(world, one)]
        same = [one for one in chosen if across(world, one) is False]
        waiting = [one for one in world.waiting if world.is_unit(one.one) or world.is_unit(one.other)]
        confirmation = refusal("confirmation", [world.who(one.one) for one in waiting], [0] * len(waiting), 1)
        refused = [*_refused(world, "one_country", same), *([confirmation] if waiting else [])]
        organisations = Part("", "organisations", float(len(set(_parties(found)))))
        return Figure(value=float(len(found)), evidence=proving(found), parts=(organisations,), refused=tuple(refused))

    return computed


def cooperating(world: World, period: Period) -> Figure:
    """Organisations in a formal agreement across a border that was alive in the period."""
    found = [one for one in _alive(world, period) if across(world, one)]
    formal, informal = [one for one in found if one.formal], [one for one in found if not one.formal]
    return Figure(value=float(len(set(_parties(formal)))), evidence=proving(formal), refused=_refused(world, "informal", informal))


def after_the_end(world: World, period: Period) -> Figure:
    """Formal agreements across a border that still lived on the last day, after the programme's end."""
    end = world.rules.ends
    if not end or period.last.isoformat() <= end:
        return unknown(NOT_ENDED)
    formal = [one for one in world.collaborations if one.formal and _is_ours(world, one) and across(world, one) and one.since.isoformat() <= end]
    living, ended = [one for one in formal if one.lasts(period.last)], [one for one in formal if not one.lasts(period.last)]
    return Figure(value=float(len(set(_parties(living)))), evidence=proving(living), refused=_refused(world, "ended", ended))


def across(world: World, one: Collaboration) -> bool | None:
    """Are both sides in different countries? None where a country is unknown."""
    countries = [str(world.organisations.countries[row]) if (row := world.row(party)) >= 0 else "" for party in (one.one, one.other)]
    return countries[0] != countries[1] if all(countries) else None


def _alive(world: World, period: Period) -> list[Collaboration]:
    """Collaborations of ours that were alive on a day of the period."""
    return [one for one in world.collaborations if _is_ours(world, one) and one.since <= period.last and (one.ended is None or one.ended >= period.first)]


def _is_ours(world: World, one: Collaboration) -> bool:
    return world.is_unit(one.one) or world.is_unit(one.other)


def _is_research(world: World, one: Collaboration) -> bool:
    kinds = world.organisations.kinds
    return any(row >= 0 and kinds[row] == Kind.RESEARCH_ORGANISATION for row in (world.row(one.one), world.row(one.other)))


def _parties(found: Sequence[Collaboration]) -> list[int]:
    return [party for one in found for party in (one.one, one.other)]


def _refused(world: World, code: str, found: Sequence[Collaboration]) -> tuple[Refusal, ...]:
    counted: Flags = flags(world, _parties(found))
    return (refusal(code, whos(world, counted), [0] * int(counted.sum()), 1),) if counted.any() else ()


NO_MONEY = "The ledger keeps no grants and no financial instruments: the programme gives advice, not money."
NO_SURVEY = "Nobody has answered a survey in the period."
NOT_ENDED = "The programme has no end yet, or the period ends before it; cooperation after the end can be counted from then on."
_OVER = Over.WITHIN

COMMON = (
    Indicator(
        code="RCO01",
        key="RCO01",
        name="Enterprises supported",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Unique enterprises with support given or a service completed in the period; by size: micro, small, medium, large.",
        compute=enterprises,
        source=KNOWN,
    ),
    Indicator(
        code="RCO02",
        key="RCO02",
        name="Enterprises supported by grants",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Unique enterprises that received a grant.",
        compute=not_kept,
        source=KNOWN,
    ),
    Indicator(
        code="RCO03",
        key="RCO03",
        name="Enterprises supported by financial instruments",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Unique enterprises that received a loan, a guarantee or equity.",
        compute=not_kept,
        source=KNOWN,
    ),
    Indicator(
        code="RCO04",
        key="RCO04",
        name="Enterprises with non-financial support",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Unique enterprises with documented hours of support, for whom something was done on at least {contacts} days of the period "
        "(support, service, assessment or plan); a one-off contact does not count.",
        compute=non_financial,
        source=KNOWN,
    ),
    Indicator(
        code="RCO05",
        key="RCO05",
        name="New enterprises supported",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Enterprises supported (RCO01) that were founded at most {new_years} years before the year in which the period ends.",
        compute=new_enterprises,
        source=KNOWN,
    ),
    Indicator(
        code="RCO10",
        key="RCO10",
        name="Enterprises cooperating with research organisations",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Unique enterprises with a signed and confirmed collaboration of the kind research with a research organisation, "
        "alive in the period; what was merely bought does not count.",
        compute=with_research,
        source=KNOWN,
    ),
    Indicator(
        code="RCR03",
        key="RCR03",
        name="SMEs introducing product or process innovation",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Unique enterprises that are not large and answered in a survey of the period that they introduced a new product or process "
        "because of the support.",
        compute=innovating("product_process"),
        source=KNOWN,
    ),
    Indicator(
        code="RCR04",
        key="RCR04",
        name="SMEs introducing marketing or organisational innovation",
        unit=Unit.BUSINESSES,
        over=_OVER,
        formula="Unique enterprises that are not large and answered in a survey of the period that they introduced a new way of marketing or organising "
        "because of the support.",
        compute=innovating("marketing_organisational"),
        source=KNOWN,
    ),
    Indicator(
        code="RCO83",
        key="RCO83",
        name="Joint strategies",
        unit=Unit.COLLABORATIONS,
        over=_OVER,
        formula="Collaborations of the kind strategy between organisations of at least two countries, signed and confirmed in the period.",
        compute=joint("strategy"),
        source=KNOWN,
    ),
    Indicator(
        code="RCO84",
        key="RCO84",
        name="Joint pilot actions",
        unit=Unit.COLLABORATIONS,
        over=_OVER,
        formula="Collaborations of the kind pilot between organisations of at least two countries, signed and confirmed in the period.",
        compute=joint("pilot"),
        source=KNOWN,
    ),
    Indicator(
        code="RCO87",
        key="RCO87",
        name="Organisations cooperating across borders",
        unit=Unit.ORGANISATIONS,
        over=_OVER,
        formula="Unique organisations in a formal agreement with one of another country, signed, confirmed and alive in the period.",
        compute=cooperating,
        source=KNOWN,
    ),
    Indicator(
        code="RCR84",
        key="RCR84",
        name="Organisations cooperating across borders after the end",
        unit=Unit.ORGANISATIONS,
        over=Over.ON,
        formula="Unique organisations in a formal agreement with one of another country that was confirmed before the programme ended "
        "and still lives on the last day of the period.",
        compute=after_the_end,
        source=KNOWN,
    ),
)
