"""The invented history keeps the rules of a real one: order, dates, both sides, and who waits is left waiting."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest

from graph.errors import Invalid
from graph.ledger import check
from graph.model import Event, Node, Scalar
from graph.schema import Happening as H
from graph.schema import Kind
from seeds.demo import invented
from seeds.demo.profiles import clusters
from seeds.taxonomies import taxonomies

TODAY = date(2026, 11, 24)
Pair = tuple[str, str]
INTRODUCING = {H.INTEREST_SENT, H.INTEREST_ACCEPTED, H.INTRODUCED, H.HANDED_OVER, H.MEETING_SCHEDULED, H.MET}
ANSWERS = (H.INTEREST_ACCEPTED, H.INTEREST_DECLINED, H.INTEREST_WITHDRAWN, H.INTEREST_EXPIRED)


class Told:
    """A programme's history, by kind of event."""

    def __init__(self, scale: int, today: date = TODAY) -> None:
        stages = list(invented(taxonomies().nodes, today, scale=scale))
        self.nodes: dict[str, Node] = {node.id: node for _, batch in stages for node in batch.nodes}
        self.events: list[Event] = [event for _, batch in stages for event in batch.events]
        self.arms: dict[str, Scalar] = {event.subject: event.data["arm"] for event in self.of(H.TRIAL_ASSIGNED)}
        self.assigned: date = self.of(H.TRIAL_ASSIGNED)[0].on

    def of(self, *kinds: H) -> list[Event]:
        return [event for event in self.events if event.happening in kinds]

    def days(self, *kinds: H, mirrored: bool = False) -> dict[Pair, list[date]]:
        """Who and about whom → the days on which it happened, in order; mirrored where the other side is the subject."""
        found: dict[Pair, list[date]] = defaultdict(list)
        for event in self.of(*kinds):
            found[(event.about, event.subject) if mirrored else (event.subject, event.about)].append(event.on)
        return found

    def by_subject(self, kind: H) -> dict[str, list[date]]:
        found: dict[str, list[date]] = defaultdict(list)
        for event in self.of(kind):
            found[event.subject].append(event.on)
        return found

    def hours(self, whose: str) -> Counter[tuple[str, date]]:
        """Hours of support on each day, by the business that got them or by who gave them, where that is said."""
        found: Counter[tuple[str, date]] = Counter()
        for event in self.of(H.SUPPORT_GIVEN):
            who = event.subject if whose == "business" else str(event.data.get("by", ""))
            found[who, event.on] += float(event.data["hours"]) if who else 0  # type: ignore[assignment]
        return +found

    def answers(self) -> list[list[Mapping[str, Scalar]]]:
        """What each business answered in its surveys, in order."""
        found: dict[str, list[Mapping[str, Scalar]]] = defaultdict(list)
        for event in self.of(H.SURVEY_ANSWERED):
            found[event.subject].append(event.data)
        return list(found.values())


@pytest.fixture(scope="module")
def told() -> Told:
    return Told(2_000)


def refusals(events: Sequence[Event]) -> list[Event]:
    """Those that could not be written on the day of building."""
    found = []
    for event in events:
        try:
            check(event, TODAY)
        except Invalid:
            found.append(event)
    return found


def unpreceded(later: dict[Pair, list[date]], earlier: dict[Pair, list[date]]) -> list[Pair]:
    """Of whom the first of the later days has no earlier one before it."""
    return [pair for pair, days in later.items() if pair not in earlier or earlier[pair][0] > days[0]]


def test_the_ledger_takes_every_event(told: Told) -> None:
    refused = refusals(told.events)

    assert refused == []


def test_nothing_happens_to_a_business_before_it_is_known_or_after_it_left(told: Told) -> None:
    known = {node.id: date.fromisoformat(str(node.props["basis_on"])) for node in told.nodes.values() if node.kind is Kind.BUSINESS}
    ended = {id: date.fromisoformat(str(told.nodes[id].props.get("ended", TODAY.isoformat()))) for id in known}

    assert [event for event in told.events for id in (event.subject, event.about) if id in known and not known[id] <= event.on <= ended[id]] == []


def test_a_member_gives_its_basis_on_the_day_it_joins(told: Told) -> None:
    given = {(event.subject, event.on) for event in told.of(H.BASIS_GIVEN)}

    assert {(event.subject, event.on) for event in told.of(H.JOINED)} <= given


def test_no_mail_comes_after_the_withdrawal_of_contact(told: Told) -> None:
    withdrawn = {event.subject: event.on for event in told.of(H.BASIS_WITHDRAWN)}

    assert len(withdrawn) > 5
    assert [event for event in told.of(H.DELIVERED) if event.subject in withdrawn and event.on >= withdrawn[event.subject]] == []


def test_mail_is_opened_after_it_came_and_a_meeting_attended_after_the_invitation_on_its_day(told: Told) -> None:
    held = {(event.on, str(told.nodes[event.about].props["opens"])) for event in told.of(H.ATTENDED)}

    assert unpreceded(told.days(H.OPENED), told.days(H.DELIVERED)) == []
    assert unpreceded(told.days(H.ATTENDED), told.days(H.INVITED)) == []
    assert [(on, opens) for on, opens in held if on.isoformat() != opens] == []


def test_videos_are_watched_in_the_own_language_to_a_share(told: Told) -> None:
    watched = told.of(H.WATCHED)

    assert {0 <= float(event.data["share"]) <= 1 for event in watched} == {True}
    assert {told.nodes[event.subject].props["lang"] == told.nodes[event.about].props["lang"] for event in watched} == {True}


def test_a_plan_follows_an_assessment_and_steps_follow_the_plan(told: Told) -> None:
    assessed, planned, done = (told.by_subject(kind) for kind in (H.NEED_ASSESSED, H.ACTION_PLANNED, H.STEP_DONE))

    assert [who for who, days in planned.items() if days[0] <= assessed[who][0]] == []
    assert [who for who, days in done.items() if days[0] <= planned[who][0]] == []


def test_a_service_starts_after_the_signposting_and_ends_after_the_start(told: Told) -> None:
    started, ended = told.days(H.SERVICE_STARTED), told.days(H.SERVICE_COMPLETED, H.SERVICE_BROKEN_OFF)

    assert unpreceded(started, told.days(H.REFERRED)) == []
    assert [pair for pair, days in ended.items() if days[0] <= started[pair][0]] == []
    assert {len(days) for days in ended.values()} == {1}


def test_a_completed_service_writes_its_hours_once_on_its_last_day(told: Told) -> None:
    completed = Counter((event.subject, event.about, event.on) for event in told.of(H.SERVICE_COMPLETED))
    given = [event for event in told.of(H.SUPPORT_GIVEN) if "service" in event.data]

    assert Counter((event.subject, str(event.data["service"]), event.on) for event in given) == completed
    assert {event.data["hours"] == told.nodes[event.about].props["hours"] for event in given} == {True}


@pytest.mark.parametrize("whose", ["business", "manager"])
def test_nobody_is_helped_and_nobody_helps_more_than_24_hours_a_day(told: Told, whose: str) -> None:
    hours = told.hours(whose)

    assert 0 < min(hours.values()) <= max(hours.values()) <= 24


def test_every_cluster_has_two_managers_and_nobody_else_signs(told: Told) -> None:
    by = {str(event.data["by"]) for event in told.events if "by" in event.data}

    assert len(by) == 2 * len(clusters())
    assert {code.rpartition("-")[0] for code in by if code.startswith("manager-")} == {code.rpartition("-")[0] for code in by}


def test_an_interest_is_answered_once_at_most_by_the_other_side_after_it_was_sent(told: Told) -> None:
    sent = told.days(H.INTEREST_SENT)
    theirs, mine = told.days(*ANSWERS[:2], mirrored=True), told.days(*ANSWERS[2:])
    answers = Counter({pair: len(theirs.get(pair, ())) + len(mine.get(pair, ())) for pair in theirs.keys() | mine.keys()})

    assert unpreceded(theirs, sent) + unpreceded(mine, sent) == []
    assert [pair for pair, count in answers.items() if count > len(sent[pair])] == []


def test_introductions_follow_a_yes_and_meetings_the_introduction(told: Told) -> None:
    introduced, scheduled = told.days(H.INTRODUCED), told.days(H.MEETING_SCHEDULED)

    assert unpreceded(introduced, told.days(H.INTEREST_ACCEPTED, mirrored=True)) == []
    assert unpreceded(told.days(H.HANDED_OVER), introduced) == []
    assert unpreceded(scheduled, introduced) == []
    assert unpreceded(told.days(H.MET, H.MISSED), scheduled) == []
    assert 0.1 < sum(len(days) > 1 for days in told.days(H.MET).values()) / len(told.days(H.MET)) < 0.5


def test_a_collaboration_is_confirmed_by_the_other_side_and_ends_later(told: Told) -> None:
    signed, confirmed = told.days(H.COLLABORATION_SIGNED), told.days(H.COLLABORATION_CONFIRMED, mirrored=True)
    either = {*confirmed, *((other, one) for one, other in confirmed)}

    assert unpreceded(confirmed, signed) == []
    assert len(confirmed) < len(signed)
    assert told.days(H.COLLABORATION_ENDED).keys() <= either


def test_collaborations_say_what_they_are_and_how_they_came_about(told: Told) -> None:
    signed = told.of(H.COLLABORATION_SIGNED)

    assert {event.data["channel"] for event in signed} == {"crossmatch", "event", "own"}
    assert {event.data["kind"] for event in signed} == {"commercial", "research", "pilot", "strategy"}
    assert {type(event.data["formal"]) for event in signed} == {bool}


def test_the_trial_was_declared_before_anybody_was_assigned_and_halves_every_stratum(told: Told) -> None:
    (declared,) = told.of(H.TRIAL_DECLARED)
    strata = Counter((event.data["stratum"], event.data["arm"]) for event in told.of(H.TRIAL_ASSIGNED))

    assert declared.on < told.assigned
    assert {event.about for event in told.of(H.TRIAL_ASSIGNED)} == {declared.about}
    assert len(told.arms) == len(told.of(H.TRIAL_ASSIGNED)) > 100
    assert max(abs(strata[name, "offer"] - strata[name, "wait"]) for name, _ in strata) <= 1


def test_who_waits_in_the_trial_is_offered_no_introduction_until_the_horizon_is_over(told: Told) -> None:
    until = told.assigned + timedelta(days=int(told.of(H.TRIAL_DECLARED)[0].data["horizon"]))
    waiting = {who for who, arm in told.arms.items() if arm == "wait"}
    early = [event for event in told.of(*INTRODUCING) if event.on <= until and waiting & {event.subject, event.about}]
    shown = [event for event in told.of(H.SHOWN) if event.on <= until and event.subject in waiting]

    assert early + shown == []
    assert [event for event in told.of(H.INTRODUCED) if event.on > until and event.subject in waiting] != []


def test_units_of_the_trial_answer_first_before_they_are_assigned(told: Told) -> None:
    first = {event.subject: event.on for event in told.of(H.SURVEY_ANSWERED) if event.data["wave"] == 0 and event.subject in told.arms}

    assert len(first) > 50
    assert max(first.values()) < told.assigned


def test_surveys_come_in_waves_with_bands_that_move_by_one(told: Told) -> None:
    steps = [step for answers in told.answers() for step in pairwise(answers)]

    assert {event.data["wave"] for event in told.of(H.SURVEY_ANSWERED)} == {0, 6, 12, 24}
    assert {int(two["revenue"]) - int(one["revenue"]) for one, two in steps} == {0, 1}
    assert [(one, two) for one, two in steps if int(one["wave"]) >= int(two["wave"])] == []


def test_a_list_reaches_a_business_only_with_its_own_key(told: Told) -> None:
    shown = Counter((bool(event.data["own"]), str(event.data["to"]).startswith("manager-")) for event in told.of(H.SHOWN))

    assert shown.keys() == {(True, False), (False, True)}


def test_firms_outside_the_clusters_rarely_take_part(told: Told) -> None:
    outside = {node.id for node in told.nodes.values() if node.kind is Kind.BUSINESS and node.props["basis"] == "consent"}
    acting = {event.subject for event in told.of(H.INTEREST_SENT, H.INTEREST_ACCEPTED, H.ATTENDED, H.NEED_ASSESSED, H.SERVICE_COMPLETED)}

    assert 0 < len(outside & acting) / len(outside) < 0.1


def test_the_programme_does_more_in_its_second_year(told: Told) -> None:
    acts = Counter(event.on > TODAY - timedelta(days=365) for event in told.of(H.ATTENDED, H.NEED_ASSESSED, H.INTEREST_SENT, H.SERVICE_STARTED))

    assert acts[True] > 1.3 * acts[False]


def test_the_day_of_building_moves_the_dates_and_nothing_else(told: Told) -> None:
    other = date(2027, 3, 3)
    later = Told(2_000, other)

    assert [(event.happening, event.subject, other - event.on) for event in later.events] == [
        (event.happening, event.subject, TODAY - event.on) for event in told.events
    ]


@pytest.mark.long
def test_at_7600_the_invented_trial_shows_its_modest_effect() -> None:
    large = Told(7_600)
    until = large.assigned + timedelta(days=180)
    confirmed = [pair for pair, days in large.days(H.COLLABORATION_CONFIRMED).items() if large.assigned < days[0] <= until]
    arms = Counter(large.arms.values())
    came = Counter(large.arms[who] for who in {one for pair in confirmed for one in pair} & large.arms.keys())

    assert 0.03 < came["offer"] / arms["offer"] - came["wait"] / arms["wait"] < 0.1
