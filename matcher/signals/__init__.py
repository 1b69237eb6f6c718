"""Every reason to match: one function per signal, in families; the name is the key of its weight and of its sentence."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.signals.activity import experience, popularity, recent_activity, works_with_businesses
from matcher.signals.apart import competitor_guard, distance_band
from matcher.signals.common import Signal
from matcher.signals.needs import need_described, need_experience, need_met, offer_wanted, text_similarity
from matcher.signals.network import (
    common_businesses,
    common_researchers,
    fits_pattern,
    fresh_ties,
    lasting_position,
    lineage,
    long_walk,
    network_position,
    newcomer,
    pagerank,
    same_circle,
    walk,
)
from matcher.signals.place import border, country_affinity
from matcher.signals.profile import common_language, related_sector, shared_expertise, target_market
from matcher.signals.topic import (
    active_in_fields,
    active_in_partners_fields,
    field_walk,
    long_field_walk,
    shared_fields,
    standing_in_fields,
    standing_in_partners_fields,
)


class Form(StrEnum):
    """How a signal's value becomes points.

    STATED: 0 to 1 (−1 to 1 where it can speak against), times a weight set by hand, because ties that formed cannot teach it.
    RELATIVE: at least 0, learned as log(value / mean of the asker's ten best + 0.01), so that askers and years compare.
    LEVEL: learned as it is. A fitted value of 0 means that nothing is known, and earns no points.
    """

    STATED = "stated"
    RELATIVE = "relative"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Listed:
    """A signal with its family (reasons are shown by family) and its form; `monotone` is 1 where more must never earn less, −1 the reverse, 0 free."""

    family: str
    signal: Signal
    form: Form = Form.STATED
    monotone: int = 1

    @property
    def name(self) -> str:
        return str(getattr(self.signal, "__name__", ""))


SIGNALS = (
    Listed("needs", need_met),
    Listed("needs", offer_wanted),
    Listed("needs", need_described),
    Listed("needs", need_experience),
    Listed("profile", shared_expertise),
    Listed("profile", text_similarity),
    Listed("profile", related_sector),
    Listed("profile", target_market),
    Listed("profile", common_language),
    Listed("network", walk, Form.RELATIVE),
    Listed("network", long_walk, Form.RELATIVE),
    Listed("network", pagerank, Form.RELATIVE),
    Listed("network", common_businesses, Form.RELATIVE),
    Listed("network", common_researchers, Form.RELATIVE),
    Listed("network", fresh_ties, Form.RELATIVE),
    Listed("network", lineage, Form.RELATIVE),
    Listed("network", network_position, Form.RELATIVE),
    Listed("network", lasting_position, Form.RELATIVE),
    Listed("network", same_circle, Form.RELATIVE),
    Listed("network", fits_pattern, Form.RELATIVE),
    Listed("network", newcomer),
    Listed("topic", shared_fields, Form.RELATIVE),
    Listed("topic", active_in_fields, Form.RELATIVE),
    Listed("topic", standing_in_fields, Form.RELATIVE),
    Listed("topic", active_in_partners_fields, Form.RELATIVE),
    Listed("topic", standing_in_partners_fields, Form.RELATIVE),
    Listed("topic", field_walk, Form.RELATIVE),
    Listed("topic", long_field_walk, Form.RELATIVE),
    Listed("place", country_affinity, Form.LEVEL),
    Listed("place", border),
    Listed("activity", recent_activity, Form.LEVEL),
    Listed("activity", popularity, Form.LEVEL, 0),
    Listed("activity", works_with_businesses, Form.LEVEL, 0),
    Listed("activity", experience, Form.LEVEL, 0),
    Listed("distance", distance_band),
    Listed("distance", competitor_guard),
)
FAMILIES = {listed.name: listed.family for listed in SIGNALS}
