"""What is settled before anybody is drawn: design, outcome, horizon, strata, and a seed that only its hash is told of."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from string import ascii_lowercase

from graph.errors import Conflict, Invalid
from graph.model import Batch, Event, Key, Part, Record, Scalar
from graph.schema import Happening

COLLECTION = "trials"
"""Records of trials: clusters, and until the draw the seed; nobody's name."""
_CODE = re.compile(r"trial-\d{4}[a-z]{1,2}")
HASH = re.compile(r"[0-9a-f]{64}")
STRATA = ("country", "section", "size", "lang")
"""What strata may be made of."""


class Design(StrEnum):
    """Who is not offered waits until the horizon is over, or goes on as before and is only not encouraged."""

    WAITING_LIST = "waiting_list"
    ENCOURAGEMENT = "encouragement"


class Outcome(StrEnum):
    """What is to come of it: a signed and confirmed collaboration, a tier that is entered, an accepted interest."""

    COLLABORATION = "collaboration"
    R2 = "r2"
    R3 = "r3"
    INTEREST_ACCEPTED = "interest_accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A trial as it is declared. `horizon` in days; `share` is offered; `alpha` the chance of a false alarm; `strata` some of STRATA, none for one draw."""

    code: str
    design: Design = Design.WAITING_LIST
    outcome: Outcome = Outcome.COLLABORATION
    horizon: int = 180
    share: float = 0.5
    alpha: float = 0.05
    strata: tuple[str, ...] = ("country", "size")

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise Invalid(f"{self.code[:80]!r} is no code of a trial; write one such as trial-2026a")
        if not 14 <= self.horizon <= 1096 or not 0.1 <= self.share <= 0.9 or not 0.001 <= self.alpha <= 0.2:
            raise Invalid(
                f"{self.code}: horizon={self.horizon}, share={self.share}, alpha={self.alpha}; "
                "choose a horizon of 14 to 1096 days, a share of 0.1 to 0.9, an alpha of 0.001 to 0.2"
            )
        unknown = [name for name in self.strata if name not in STRATA]
        if unknown or len(set(self.strata)) < len(self.strata):
            raise Invalid(f"{self.code}: strata={'+'.join(self.strata)[:80]!r}; use each of {', '.join(STRATA)} once at most")

    @property
    def data(self) -> dict[str, Scalar]:
        """As the ledger keeps it."""
        rule: dict[str, Scalar] = {"design": self.design.value, "outcome": self.outcome.value, "horizon": self.horizon}
        return {**rule, "share": float(self.share), "alpha": float(self.alpha), "stratum": "+".join(self.strata)}


def seed_hash(code: str, seed: int) -> str:
    """What is told of a seed before the draw: sha256 of code, a space and the number."""
    return hashlib.sha256(f"{code} {seed}".encode()).hexdigest()


def next_code(taken: Sequence[str], year: int) -> str:
    """trial-2026a, then trial-2026b, and after z trial-2026aa."""
    endings = [*ascii_lowercase, *("".join(pair) for pair in product(ascii_lowercase, repeat=2))]
    known = set(taken)
    for ending in endings:
        if (code := f"trial-{year}{ending}") not in known:
            return code
    raise Conflict(f"all {len(endings)} codes of trials of {year} are taken; draw those that wait, and declare the next one in {year + 1}")


def declare(declaration: Declaration, *, seed: int, clusters: Sequence[str], on: date, by: str) -> tuple[Batch, Mapping[Key, int]]:
    """The batch that declares a trial among the members of some clusters, and what it expects: that the code is new.

    The ledger gets the rules and the hash of the seed; the seed itself waits in a record until the draw, so that nobody can choose it later.
    """
    event = Event(Happening.TRIAL_DECLARED, "", on, about=declaration.code, data={**declaration.data, "seed": seed_hash(declaration.code, seed)})
    value: dict[str, object] = {"clusters": sorted(clusters), "seed": seed, "drawn": False, "by": by}
    return Batch(records=[Record(COLLECTION, declaration.code, value)], events=[event]), {address(declaration.code): 0}


def address(code: str) -> Key:
    """The key of a trial's record."""
    return Key(Part.RECORD, f"{COLLECTION}/{code}")
