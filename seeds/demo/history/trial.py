"""An invented waiting-list trial in the middle of the programme: half of those who asked are offered introductions half a year before the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from graph.model import Event, Scalar
from graph.schema import Happening as H
from seeds.demo.history.taking_part import Drive, Participant

DECLARED = 395  # days before the demonstration is built
ASSIGNED = 380
HORIZON = 180
SHARE = 0.5
ALPHA = 0.05
ASKED = 0.6  # of the active members of that time want to be introduced and agree to wait
OFFER, WAIT = "offer", "wait"


@dataclass(frozen=True, slots=True)
class Trial:
    """Who was assigned to what (by the participant's number), and from which day on each may be introduced."""

    code: str
    seed: int
    declared: date
    assigned: date
    units: Sequence[Participant]
    arms: Mapping[int, str]
    free_from: Mapping[int, date]

    @property
    def ends(self) -> date:
        """The last day on which an outcome counts."""
        return self.assigned + timedelta(days=HORIZON)

    def events(self) -> Iterator[Event]:
        """The declaration, and after it the assignments."""
        rule: dict[str, Scalar] = {"design": "waiting_list", "outcome": "collaboration", "horizon": HORIZON, "share": SHARE, "alpha": ALPHA}
        rule |= {"stratum": "country+size", "seed": self.seed}
        yield Event(H.TRIAL_DECLARED, "", self.declared, about=self.code, data=rule)
        for who in self.units:
            yield Event(H.TRIAL_ASSIGNED, who.id, self.assigned, about=self.code, data={"arm": self.arms[who.number], "stratum": stratum(who)})


def trial(everyone: Sequence[Participant], today: date, seed: int) -> Trial:
    """The trial of a programme; no units where too few members had joined."""
    declared, assigned = today - timedelta(days=DECLARED), today - timedelta(days=ASSIGNED)
    units = [who for who in everyone if _asked(who, declared, Random(f"{seed} trial {who.number}"))]
    arms = _drawn(units, seed)
    starts = {OFFER: assigned, WAIT: assigned + timedelta(days=HORIZON + 1)}
    return Trial(f"trial-{declared.year}a", seed, declared, assigned, units, arms, {number: starts[arm] for number, arm in arms.items()})


def stratum(who: Participant) -> str:
    """Country and size class: within these, chance decides."""
    return f"{who.member.country}-{who.member.node.props['size']}"


def _asked(who: Participant, declared: date, draw: Random) -> bool:
    member = who.member
    settled = member.cluster is not None and who.first <= declared - timedelta(days=30) and member.left is None
    return settled and bool(member.needs) and who.drive >= Drive.CURIOUS and draw.random() < ASKED


def _drawn(units: Sequence[Participant], seed: int) -> dict[int, str]:
    """Half of each stratum, as near as whole numbers allow; who is odd is decided by chance, too."""
    draw = Random(f"{seed} arms")
    arms: dict[int, str] = {}
    for name in sorted({stratum(who) for who in units}):
        numbers = [who.number for who in units if stratum(who) == name]
        offered = set(draw.sample(numbers, int(len(numbers) * SHARE + draw.random())))
        arms |= {number: OFFER if number in offered else WAIT for number in numbers}
    return arms
