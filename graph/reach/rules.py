"""Thresholds of reach: which event counts for which tier, with a version; a record of the store may set others."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from graph.errors import Invalid, NotFound
from graph.model import Batch, Key, Part, Record
from graph.schema import Happening as H
from graph.store import Store

COLLECTION = "rules"
_KEY = "reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The thresholds under which a business counts, and the programme they are held against. Dates are ISO; "" means the first event, or none."""

    version: str = "1"
    hours: float = 12.0  # documented support for depth
    watched: float = 0.75  # share of a video that makes it a voluntary act
    reached: int = 7000  # targets
    benefited: int = 2000
    supported: int = 250
    clusters: int = 11
    members: int = 15  # of an active cluster
    active_days: int = 90  # within which its manager did something
    equity: float = 0.8  # smallest conversion of a language by the largest
    new_years: int = 5  # that a new enterprise has existed at most (RCO05)
    contacts: int = 2  # days on which something was done, from which on support is more than a one-off contact (RCO04)
    lasting: float = 1.0  # years from which on a collaboration is at least of medium term (E2)
    accept_low: float = 0.4  # goals: answers to interests that are a yes
    accept_high: float = 0.6
    kept: float = 0.8  # meetings that were held
    again_low: float = 0.2  # pairs who met again
    again_high: float = 0.3
    coverage: float = 0.95  # businesses in any list
    ece: float = 0.02  # calibration error
    band: float = 0.2  # distance from the target that still counts as a hit
    aimed: float = 0.5  # distance that lists aim at
    open_days: int = 30  # within which a service has to take requests
    friendly: int = 15  # points of 25 from which on a service is friendly to creative micro firms
    health: float = 0.9  # of each measure of the data
    begins: str = ""
    ends: str = ""

    def __post_init__(self) -> None:
        if not self.version or len(self.version) > 40:
            raise Invalid(f"rules need a version of 1 to 40 characters, not {self.version[:80]!r}")
        for name, (least, most) in _BOUNDS.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise Invalid(f"rules: {name}={str(value)[:40]!r} must be a number")
            if not least <= value <= most:
                raise Invalid(f"rules: {name}={value!r} must lie between {least:g} and {most:g}")
        for name in ("begins", "ends"):
            _day(name, getattr(self, name))
        if self.begins and self.ends and self.ends <= self.begins:
            raise Invalid(f"rules: the programme ends ({self.ends}) before it begins ({self.begins})")

    @property
    def targets(self) -> tuple[int, int, int]:
        return self.reached, self.benefited, self.supported


_BOUNDS = {
    "hours": (0.5, 1000),
    "watched": (0.01, 1),
    "reached": (1, 10_000_000),
    "benefited": (1, 10_000_000),
    "supported": (1, 10_000_000),
    "clusters": (1, 10_000),
    "members": (1, 100_000),
    "active_days": (1, 3660),
    "equity": (0.01, 1),
    "new_years": (1, 100),
    "contacts": (1, 1000),
    "lasting": (0, 100),
    "accept_low": (0, 1),
    "accept_high": (0, 1),
    "kept": (0, 1),
    "again_low": (0, 1),
    "again_high": (0, 1),
    "coverage": (0, 1),
    "ece": (0, 1),
    "band": (0, 1),
    "aimed": (0, 1),
    "open_days": (0, 3660),
    "friendly": (5, 25),
    "health": (0, 1),
}

EXPOSURES = (H.DELIVERED, H.OPENED, H.TOLD)
"""An exposure whatever its data say; `shown` is one only to the business's own key, and every act and every support is one."""
ACTS = (H.ATTENDED, H.SERVICE_COMPLETED, H.INTEREST_SENT, H.INTEREST_ACCEPTED, H.NEED_ASSESSED)
"""Voluntary acts of their subject; `watched` is one from a share on."""


def rules(store: Store) -> Rules:
    """The rules in force: those of the store's record, else the defaults."""
    try:
        value = store.record(COLLECTION, _KEY).value
    except NotFound:
        return Rules()
    known = {field.name for field in fields(Rules)}
    return Rules(**{name: found for name, found in value.items() if name in known})  # type: ignore[arg-type]


def setting(made: Rules) -> Record:
    """The record that puts rules in force."""
    return Record(COLLECTION, _KEY, asdict(made))


def changed(store: Store, changes: Mapping[str, str | int | float], *, version: str) -> tuple[Rules, Batch, dict[Key, int]]:
    """New rules under a new version, the batch that sets them and what it expects. Invalid for a version that is in use, or an unknown name."""
    now = rules(store)
    unknown = sorted(set(changes) - {field.name for field in fields(Rules)} | ({"version"} & set(changes)))
    if unknown:
        raise Invalid(f"rules have no {unknown[0][:80]!r}; known are {', '.join(field.name for field in fields(Rules) if field.name != 'version')}")
    if version == now.version:
        raise Invalid(f"version {version!r} is in use; figures made under it would change unseen, so give the new rules a version of their own")
    made = replace(now, version=version, **changes)  # type: ignore[arg-type]
    address = Key(Part.RECORD, f"{COLLECTION}/{_KEY}")
    return made, Batch(records=[setting(made)]), {address: store.version(address)}


def _day(name: str, value: str) -> None:
    try:
        date.fromisoformat(value or "2000-01-01")
    except (ValueError, TypeError) as error:
        raise Invalid(f"rules: {name}={str(value)[:40]!r} is no day such as 2026-12-31") from error
