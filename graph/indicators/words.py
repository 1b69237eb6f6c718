"""What codes are called in a report: units, kinds of period, groups, terms, and why something does not count."""

from graph.indicators.indicator import Over, Unit
from graph.indicators.phrases import said

UNITS: dict[Unit, str] = {
    Unit.BUSINESSES: "enterprises",
    Unit.ORGANISATIONS: "organisations",
    Unit.CLUSTERS: "clusters",
    Unit.COLLABORATIONS: "collaborations",
    Unit.INTERESTS: "expressions of interest",
    Unit.CONTACTS: "contacts",
    Unit.SERVICES: "services",
    Unit.PATHS: "paths",
    Unit.TIES: "ties",
    Unit.COMPONENTS: "components",
    Unit.SHARE: "share",
    Unit.RATIO: "ratio",
    Unit.DIFFERENCE: "difference",
    Unit.DAYS: "days",
    Unit.STEPS: "steps",
    Unit.BITS: "bits",
    Unit.INDEX: "index",
}

OVERS: dict[Over, str] = {
    Over.UNTIL: "everything up to the last day of the period",
    Over.WITHIN: "what happened in the period",
    Over.ON: "the state on the last day of the period",
    Over.MEASURED: "measured on a day of its own",
}

GROUPS: dict[str, str] = {
    "R": "Reach and depth",
    "RC": "Common indicators of regional funds",
    "E": "Introductions",
    "X": "Ties across sectors and borders",
    "N": "Shape of the network",
    "Q": "Quality of suggestions",
    "S": "Signposting and services",
    "D": "Health of the data",
}

REFUSALS: dict[str, str] = {
    "exposure": "nothing was delivered to them yet",
    "act": "reached, but without a voluntary act",
    "assessment": "no needs assessment",
    "plan": "no action plan",
    "hours": "fewer documented hours than needed",
    "confirmation": "signed, but not confirmed by the other side",
    "basis": "no legal basis for statistics",
    "members": "too few members",
    "manager": "no manager did anything lately",
    "acted": "no recommendation was acted on",
    "language": "no language is known, or no service in it",
    "one_off": "a one-off contact only",
    "founded": "year of foundation not known",
    "not_research": "not joint research",
    "because": "not because of the support, as they say",
    "one_country": "both sides in one country",
    "informal": "no formal agreement",
    "ended": "ended since",
    "not_partnered": "not from the partnering service",
    "short": "shorter than medium term",
    "impact": "no impact was told of",
    "outcome": "outcome not known yet",
    "unknown": "not known of both sides",
    "known": "knew each other before",
    "partner": "had a common partner before",
    "project": "had a common project before",
    "event": "had met at an event before",
    "unlisted": "in no list",
    "capacity": "capacity not known",
    "broken_off": "broken off",
    "running": "not finished yet",
    "topic": "no service on the topic",
    "points": "too few points",
    "duplicate": "perhaps entered twice",
    "country": "no country",
    "nuts3": "no NUTS 3 region",
    "nace4": "no four-digit NACE class",
    "size": "no size",
    "need": "no need",
    "offer": "no offer",
    "valid": "profile not valid",
}

TERMS: dict[str, str] = {
    "new": "new in the period",
    "accepted": "accepted",
    "declined": "declined",
    "expired": "expired",
    "withdrawn": "withdrawn",
    "missed": "missed",
    "unplanned": "held without an appointment",
    "organisations": "organisations in these",
    "before": "at the beginning of the period",
    "change": "change since",
    "over": "enterprises asked more often than they can take",
    "no_capacity": "no capacity",
    "not_now": "not now",
    "no_fit": "no fit",
    "competitor": "a competitor",
    "known": "known already",
    "coordinator": "coordinator",
    "itinerant": "itinerant broker",
    "representative": "representative",
    "gatekeeper": "gatekeeper",
    "liaison": "liaison",
    "offer": "offered introductions",
    "wait": "on the waiting list",
}

SLICES: dict[str, str] = {
    "cluster": "by cluster",
    "country": "by country",
    "sector": "by sector",
    "size": "by size",
    "language": "by language",
    "months": "after so many months",
    "arm": "by arm of the trial",
    "role": "by role",
    "distance": "by distance",
    "service": "by service",
    "fact": "by fact",
}

FACTS: dict[str, str] = {
    "country": "Country",
    "nuts3": "NUTS 3 region",
    "nace4": "Four-digit NACE class",
    "size": "Size",
    "language": "Language",
    "need": "A need",
    "offer": "An offer",
}


def unit(code: Unit, lang: str) -> str:
    return said(UNITS[code], lang)


def over(code: Over, lang: str) -> str:
    return said(OVERS[code], lang)


def group(letters: str, lang: str) -> str:
    return said(GROUPS[letters], lang)


def refused(code: str, lang: str) -> str:
    """Why some do not count; the code itself where a reason is new."""
    return said(REFUSALS.get(code, code), lang)


def term(code: str, lang: str) -> str:
    """What a term of a figure is called."""
    return said(TERMS.get(code, code), lang)


def slice_(code: str, lang: str) -> str:
    return said(SLICES.get(code, code), lang)


def fact(code: str, lang: str) -> str:
    return said(FACTS.get(code, code), lang)
