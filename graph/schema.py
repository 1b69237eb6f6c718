"""The words of the graph: kinds of node, relations between them, events, and the properties a node or edge may carry.

This file is the one home of the vocabulary. A new kind, relation, event or property is one line here.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a node is; the part of its id before the colon."""

    BUSINESS = "business"
    CLUSTER = "cluster"
    SUPPORT_ORGANISATION = "support_organisation"
    RESEARCH_ORGANISATION = "research_organisation"
    PUBLIC_BODY = "public_body"
    EXPERT = "expert"
    NEED = "need"
    OFFER = "offer"
    SERVICE = "service"
    TOOL = "tool"
    VIDEO = "video"
    EVENT = "event"
    MARKET = "market"
    TREND = "trend"
    PRACTICE = "practice"
    SECTOR = "sector"
    FIELD = "field"
    EXPERTISE = "expertise"
    PROJECT = "project"
    REGION = "region"
    COUNTRY = "country"


class Rel(StrEnum):
    """A relation, read from source to target."""

    MEMBER_OF = "MEMBER_OF"
    LOCATED_IN = "LOCATED_IN"
    CLASSIFIED_AS = "CLASSIFIED_AS"
    HAS_EXPERTISE = "HAS_EXPERTISE"
    OFFERS = "OFFERS"
    NEEDS = "NEEDS"
    ABOUT = "ABOUT"
    SERVES_MARKET = "SERVES_MARKET"
    TARGETS_MARKET = "TARGETS_MARKET"
    PROVIDED_BY = "PROVIDED_BY"
    PARTICIPATED_IN = "PARTICIPATED_IN"
    COLLABORATED_WITH = "COLLABORATED_WITH"
    SUPPLIES = "SUPPLIES"
    RELATED_TO = "RELATED_TO"
    AFFECTS = "AFFECTS"
    COMPETES_WITH = "COMPETES_WITH"
    WORKS_FOR = "WORKS_FOR"
    BROADER = "BROADER"
    SAME_AS = "SAME_AS"


K = Kind
ORGANISATIONS = frozenset({K.BUSINESS, K.CLUSTER, K.SUPPORT_ORGANISATION, K.RESEARCH_ORGANISATION, K.PUBLIC_BODY})
"""Kinds that can own a profile, a legal basis and a ledger pseudonym."""
PARTNERS = ORGANISATIONS - {K.CLUSTER}
"""Kinds that can be suggested as a partner."""
SUPPORT = frozenset({K.SERVICE, K.TOOL, K.VIDEO, K.EVENT})
"""What a business is signposted to."""
_TOPICS = frozenset({K.EXPERTISE, K.SECTOR, K.MARKET, K.FIELD})

ENDS: dict[Rel, tuple[frozenset[Kind], frozenset[Kind]]] = {
    Rel.MEMBER_OF: (ORGANISATIONS - {K.CLUSTER}, frozenset({K.CLUSTER})),
    Rel.LOCATED_IN: (ORGANISATIONS | {K.EXPERT, K.EVENT, K.SERVICE}, frozenset({K.REGION, K.COUNTRY})),
    Rel.CLASSIFIED_AS: (ORGANISATIONS | {K.PROJECT}, frozenset({K.SECTOR, K.FIELD})),
    Rel.HAS_EXPERTISE: (ORGANISATIONS | {K.EXPERT}, frozenset({K.EXPERTISE})),
    Rel.OFFERS: (ORGANISATIONS, frozenset({K.OFFER})),
    Rel.NEEDS: (ORGANISATIONS, frozenset({K.NEED})),
    Rel.ABOUT: (SUPPORT | {K.NEED, K.OFFER, K.TREND, K.PRACTICE}, _TOPICS),
    Rel.SERVES_MARKET: (ORGANISATIONS, frozenset({K.MARKET, K.COUNTRY, K.SECTOR})),
    Rel.TARGETS_MARKET: (ORGANISATIONS, frozenset({K.MARKET, K.COUNTRY, K.SECTOR})),
    Rel.PROVIDED_BY: (SUPPORT | {K.PRACTICE}, ORGANISATIONS),
    Rel.PARTICIPATED_IN: (ORGANISATIONS, frozenset({K.PROJECT})),
    Rel.COLLABORATED_WITH: (ORGANISATIONS, ORGANISATIONS),
    Rel.SUPPLIES: (frozenset({K.SECTOR}), frozenset({K.SECTOR})),
    Rel.RELATED_TO: (frozenset({K.SECTOR}), frozenset({K.SECTOR})),
    Rel.AFFECTS: (frozenset({K.TREND}), frozenset({K.SECTOR, K.MARKET})),
    Rel.COMPETES_WITH: (ORGANISATIONS, ORGANISATIONS),
    Rel.WORKS_FOR: (frozenset({K.EXPERT}), ORGANISATIONS),
    Rel.BROADER: (frozenset({K.SECTOR, K.EXPERTISE, K.REGION, K.FIELD}), frozenset({K.SECTOR, K.EXPERTISE, K.REGION, K.FIELD, K.COUNTRY})),
    Rel.SAME_AS: (ORGANISATIONS, ORGANISATIONS),
}
"""Which kinds a relation may start from and lead to."""


class Happening(StrEnum):
    """A kind of event in the reach ledger; events are appended, never edited."""

    SHOWN = "shown"
    DELIVERED = "delivered"
    OPENED = "opened"
    INVITED = "invited"
    ATTENDED = "attended"
    WATCHED = "watched"
    NEED_ASSESSED = "need_assessed"
    ACTION_PLANNED = "action_planned"
    STEP_DONE = "step_done"
    REFERRED = "referred"
    SERVICE_STARTED = "service_started"
    SERVICE_COMPLETED = "service_completed"
    SERVICE_BROKEN_OFF = "service_broken_off"
    SUPPORT_GIVEN = "support_given"
    INTEREST_DRAFTED = "interest_drafted"
    INTEREST_SENT = "interest_sent"
    INTEREST_ACCEPTED = "interest_accepted"
    INTEREST_DECLINED = "interest_declined"
    INTEREST_WITHDRAWN = "interest_withdrawn"
    INTEREST_EXPIRED = "interest_expired"
    FEEDBACK = "feedback"
    INTRODUCED = "introduced"
    HANDED_OVER = "handed_over"
    MEETING_SCHEDULED = "meeting_scheduled"
    MET = "met"
    MISSED = "missed"
    COLLABORATION_SIGNED = "collaboration_signed"
    COLLABORATION_CONFIRMED = "collaboration_confirmed"
    COLLABORATION_ENDED = "collaboration_ended"
    SURVEY_ANSWERED = "survey_answered"
    TRIAL_DECLARED = "trial_declared"
    TRIAL_ASSIGNED = "trial_assigned"
    BASIS_GIVEN = "basis_given"
    BASIS_WITHDRAWN = "basis_withdrawn"
    MERGED = "merged"
    UNMERGED = "unmerged"
    JOINED = "joined"
    LEFT = "left"
    TOLD = "told"
    REVEALED = "revealed"
    LOOKED_UP = "looked_up"
    RESTORED = "restored"
    ERASED = "erased"


class Source(StrEnum):
    """Where a node comes from; illustrative ones are invented and say so on every screen."""

    CORDIS = "cordis"
    TAXONOMY = "taxonomy"
    ILLUSTRATIVE = "illustrative"
    UPLOAD = "upload"


class Ground(StrEnum):
    """The legal basis on which an organisation is processed."""

    PUBLIC_REGISTER = "public_register"
    MEMBERSHIP = "membership"
    CONSENT = "consent"


class Purpose(StrEnum):
    """What the basis covers; no purpose, no processing."""

    MATCHING = "matching"
    SHOWING = "showing"
    STATISTICS = "statistics"
    CONTACT = "contact"


class Size(StrEnum):
    """Size classes of the EU definition of small enterprises (headcount)."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Lang(StrEnum):
    """The three languages of the programme."""

    EN = "en"
    DE = "de"
    FR = "fr"


class ServiceType(StrEnum):
    """What a service is."""

    INCUBATION = "incubation"
    CO_WORKING = "co_working"
    START_UP = "start_up"
    INTERNATIONALISATION = "internationalisation"
    DATA_LAB = "data_lab"
    FINANCE = "finance"
    TRAINING = "training"
    ADVICE = "advice"


PROPS: dict[str, type] = {
    "source": Source,
    "lang": Lang,
    "name_de": str,
    "name_fr": str,
    "level": str,
    "creative": str,  # creative subsector of a NACE class
    "lon": float,
    "lat": float,
    "city": str,
    "site": str,
    "size": Size,
    "sme": bool,  # small or medium-sized by the EU definition, as a register says, without the class
    "employees": int,
    "founded": int,
    "borders": str,  # space-separated codes of the countries with a land border
    "languages": str,  # space-separated working languages, e.g. "de en"
    "capacity": int,  # introductions the business can take per quarter
    "basis": Ground,
    "purposes": str,  # space-separated Purpose values
    "basis_on": str,  # ISO date of the declaration
    "unnamed": bool,  # no name is known: stays in the network, is never listed
    "acronym": str,
    "start": str,
    "end": str,
    "funding": float,  # euro
    "role": str,
    "since": int,  # year a tie is known from
    "share": float,  # 0..1
    "service_type": ServiceType,
    "distance": float,  # 0..1: how far away a partner for this need should be; what somebody knows well is near, what is new is far
    "hours": float,
    "price": float,  # euro
    "opens": str,  # ISO dates between which a service takes requests
    "closes": str,
    "seats": int,
    "register": str,  # register or VAT number
    "proposed": bool,  # a class proposed by the encoder from words, not given by anybody
    "ended": str,  # ISO date on which the last membership ended: kept for the ledger, matched no more
}
"""Every property a node or edge may carry, with its type."""

MAX_NAME = 300
MAX_TEXT = 20_000
MAX_PROP = 2_000
