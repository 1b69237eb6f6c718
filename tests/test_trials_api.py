"""Trials in the API: the planted trial's result computed by hand, who may see and start one, and what is never said too early."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from service import Served
from statsmodels.stats.proportion import confint_proportions_2indep
from trialtown import CODE, DRAWN, OUTSIDE, TODAY, assigned, business, came_of_it, declared, planted, served, tie

from api.client import ApiProblem
from graph.model import Batch, Event
from graph.schema import Happening as H

RUNNING = "trial-2026b"


@pytest.fixture(scope="module")
def over() -> Iterator[Served]:
    """The planted trial, drawn nine months ago."""
    with served(planted(*came_of_it())) as made:
        yield made


@pytest.fixture
def fresh() -> Iterator[Served]:
    """The same members without any trial."""
    with served(planted(trial=False)) as made:
        yield made


def refusal(served: Served, who: str, method: str, path: str, **body: object) -> int:
    return served.http.request(method, path, headers={"X-API-Key": served.keys[who]}, json=body or None).status_code


def test_the_effect_of_the_planted_trial_is_eleven_minus_three_of_twenty(over: Served) -> None:
    found = over.client("evaluator").trial(CODE)

    assert [(arm["arm"], arm["outcomes"], arm["businesses"]) for arm in found["arms"]] == [("offer", 11, 20), ("wait", 3, 20)]
    assert found["effect"]["value"] == pytest.approx(0.4)
    assert (found["effect"]["low"], found["effect"]["high"]) == pytest.approx(confint_proportions_2indep(11, 20, 3, 20, method="newcomb"), abs=1e-9)
    assert (found["p"] < 0.05, found["redraws"]) == (True, 0)


def test_what_was_declared_and_drawn_is_told_with_its_seed(over: Served) -> None:
    found = over.client("evaluator").trial(CODE)

    assert (found["state"], found["declared"], found["assigned"], found["ends"]) == ("over", "2026-02-01", "2026-02-10", "2026-08-09")
    assert (found["seed"], found["seed_kept"], found["repeated"]) == (4242, None, False)
    assert {row["stratum"]: (row["offered"], row["waiting"]) for row in found["by_stratum"]} == {
        "DE-micro": (7, 7),
        "DE-small": (3, 3),
        "FR-micro": (7, 7),
        "FR-small": (3, 3),
    }


def test_the_change_of_revenue_is_compared_with_that_of_who_waited(over: Served) -> None:
    (revenue, innovation) = over.client("evaluator").trial(CODE)["changes"]

    assert (revenue["asked"], revenue["months"], revenue["offered"], revenue["waiting"]) == ("revenue", 6, 20, 20)
    assert revenue["effect"]["value"] == pytest.approx(0.75)
    assert (innovation["asked"], innovation["effect"]["value"], innovation["p"]) == ("innovation", 0.0, 1.0)


def test_nothing_is_said_of_outcomes_before_the_horizon_is_over() -> None:
    drawn = [Event(one.happening, one.subject, TODAY - timedelta(days=30), about=RUNNING, data=one.data) for one in assigned()]
    ties = tie(business(0), OUTSIDE, TODAY - timedelta(days=20))
    with served(planted(declared(RUNNING), *drawn, *ties, trial=False)) as made:
        found = made.client("admin").trial(RUNNING)

    assert (found["state"], found["effect"], found["p"], found["changes"]) == ("running", None, None, [])
    assert {arm["outcomes"] for arm in found["arms"]} == {None}


def test_an_encouragement_is_also_judged_by_who_took_it_up() -> None:
    introduced = [Event(H.INTRODUCED, business(number), DRAWN + timedelta(days=5), about=OUTSIDE) for number in (0, 1, 4, 5, 8, 9, 12, 2)]
    with served(planted(declared(design="encouragement"), *assigned(), *introduced, *came_of_it(), trial=False)) as made:
        found = made.client("evaluator").trial(CODE)

    assert [arm["taken"] for arm in found["arms"]] == [7, 1]
    assert found["complier"]["value"] == pytest.approx(0.4 / 0.3)


@pytest.mark.parametrize("path", ["/v1/trials", f"/v1/trials/{CODE}", "/v1/trials/power", "/v1/ties/survival"])
def test_an_evaluator_reads_figures_and_no_names(over: Served, path: str) -> None:
    answer = over.http.get(path, headers={"X-API-Key": over.keys["evaluator"]})

    assert answer.status_code == 200
    assert "Betrieb" not in answer.text
    assert "business:" not in answer.text


@pytest.mark.parametrize("path", ["/v1/trials", f"/v1/trials/{CODE}", "/v1/trials/power", "/v1/ties/survival"])
def test_a_business_sees_no_trial(over: Served, path: str) -> None:
    assert refusal(over, "business", "GET", path) == 403


def test_a_trial_of_others_answers_like_one_that_does_not_exist(over: Served) -> None:
    answers = [over.http.get(f"/v1/trials/{code}", headers={"X-API-Key": over.keys["gamma"]}) for code in (CODE, "trial-2019z")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json()["detail"].replace(CODE, "") == answers[1].json()["detail"].replace("trial-2019z", "")
    assert over.client("gamma").list_trials()["items"] == []


def test_a_manager_declares_and_draws_among_its_own_members(fresh: Served) -> None:
    manager = fresh.client("alpha")
    made = manager.declare_trial(horizon=90, strata=["size"])
    told = manager.trial(made["code"])
    drawn = manager.draw_trial(made["code"])

    assert (made["code"], made["state"], made["drawable"], told["seed"]) == (CODE, "declared", True, None)
    assert (drawn["businesses"], drawn["state"], drawn["drawable"], drawn["commitment"]) == (20, "running", False, told["commitment"])
    assert (drawn["seed_kept"], drawn["repeated"]) == (True, True)
    assert {row["stratum"]: (row["offered"], row["waiting"]) for row in drawn["by_stratum"]} == {"micro": (7, 7), "small": (3, 3)}


def test_only_own_members_who_wait_are_named(fresh: Served) -> None:
    admin = fresh.client("admin")
    drawn = admin.draw_trial(admin.declare_trial(clusters=["cluster:alpha", "cluster:beta"])["code"])
    named = {who: {label["id"] for label in fresh.client(who).trial(drawn["code"])["mine"]} for who in ("admin", "alpha", "beta", "evaluator")}

    assert named["admin"] == named["alpha"] | named["beta"]
    assert (len(named["admin"]), named["evaluator"]) == (20, set())
    assert {int(id[-2:]) % 2 for id in named["alpha"]} == {0}


def test_a_draw_is_made_once(fresh: Served) -> None:
    manager = fresh.client("alpha")
    code = manager.declare_trial()["code"]
    manager.draw_trial(code)

    with pytest.raises(ApiProblem) as raised:
        manager.draw_trial(code)

    assert raised.value.status == 409


def test_who_is_in_a_running_trial_is_not_drawn_again(fresh: Served) -> None:
    manager = fresh.client("alpha")
    before = manager.list_trials()["eligible"]
    manager.draw_trial(manager.declare_trial()["code"])
    after = manager.list_trials()["eligible"]

    with pytest.raises(ApiProblem, match="0 businesses could take part"):
        manager.draw_trial(manager.declare_trial()["code"])

    assert (before, after) == (20, 0)


@pytest.mark.parametrize("purpose", ["statistics", "matching"])
def test_who_withdrew_is_not_drawn(purpose: str) -> None:
    with served(planted(Event(H.BASIS_WITHDRAWN, business(0), DRAWN, data={"purpose": purpose}), trial=False)) as made:
        manager = made.client("alpha")
        drawn = manager.draw_trial(manager.declare_trial()["code"])

    assert drawn["businesses"] == 19


@pytest.mark.parametrize("who", ["evaluator", "adviser", "business"])
def test_only_managers_and_administrators_start_a_trial(fresh: Served, who: str) -> None:
    assert refusal(fresh, who, "POST", "/v1/trials", horizon=90) == 403


def test_a_manager_declares_nothing_for_another_cluster(fresh: Served) -> None:
    assert refusal(fresh, "alpha", "POST", "/v1/trials", clusters=["cluster:beta"]) == 403


def test_another_manager_cannot_draw(fresh: Served) -> None:
    code = fresh.client("alpha").declare_trial()["code"]

    assert refusal(fresh, "beta", "POST", f"/v1/trials/{code}/draw") == 404


def test_a_trial_among_several_clusters_is_drawn_by_nobody_who_answers_for_one_of_them(fresh: Served) -> None:
    code = fresh.client("admin").declare_trial(clusters=["cluster:alpha", "cluster:beta"])["code"]
    (seen,) = fresh.client("alpha").list_trials()["items"]

    assert (seen["code"], seen["drawable"]) == (code, False)
    assert refusal(fresh, "alpha", "POST", f"/v1/trials/{code}/draw") == 404


@pytest.mark.parametrize("who", ["evaluator", "adviser"])
def test_who_only_reads_cannot_draw(fresh: Served, who: str) -> None:
    code = fresh.client("alpha").declare_trial()["code"]

    assert refusal(fresh, who, "POST", f"/v1/trials/{code}/draw") == 403


@pytest.mark.parametrize("rule", [{"horizon": 5}, {"horizon": 180.5}, {"share": 1}, {"strata": ["city"]}, {"outcome": "happiness"}, {"seed": 1}])
def test_rules_out_of_bounds_are_refused(fresh: Served, rule: dict[str, object]) -> None:
    assert refusal(fresh, "alpha", "POST", "/v1/trials", **rule) == 422


def test_the_calculator_answers_both_ways(over: Served) -> None:
    found = over.client("evaluator").trial_power(businesses=200, baseline=0.1, lift=0.1)

    assert (found["needed"], round(found["power"], 3), round(found["detectable"], 3)) == (398, 0.508, 0.15)


def test_too_few_for_any_difference_is_said(over: Served) -> None:
    assert over.client("evaluator").trial_power(businesses=4, baseline=0.1)["detectable"] is None


@pytest.mark.parametrize("query", ["businesses=2", "baseline=0", "baseline=nan", "lift=-1", "alpha=0.5", "sides=1"])
def test_a_calculation_out_of_bounds_is_refused(over: Served, query: str) -> None:
    assert refusal(over, "evaluator", "GET", f"/v1/trials/power?{query}") == 422


def test_ties_are_watched_by_channel(over: Served) -> None:
    found = over.client("evaluator").tie_survival()

    assert {curve["channel"]: (curve["ties"], curve["ended"]) for curve in found["channels"]} == {"crossmatch": (11, 5), "own": (3, 0)}
    assert (found["all"]["ties"], found["whole_programme"]) == (14, True)
    assert found["all"]["at"][0]["share"] == pytest.approx(1 - 5 / 14)
    assert found["all"]["at"][2]["share"] is None


def test_a_manager_sees_the_ties_of_its_own_members(over: Served) -> None:
    counts = [over.client(who).tie_survival()["all"]["ties"] for who in ("alpha", "beta", "gamma")]

    assert counts == [7, 7, 14]


def test_who_waits_is_not_suggested_for_an_introduction() -> None:
    store = planted(trial=False)
    with served(store) as made:
        before = made.client("alpha").home()["suggestions"]
        waits = [Event(H.TRIAL_ASSIGNED, business(number), TODAY, about=RUNNING, data={"arm": "wait", "stratum": "all"}) for number in range(0, 38, 2)]
        store.write(Batch(events=[declared(RUNNING), *waits]))
        after = made.client("alpha").home()["suggestions"]

    assert len(before) == 5
    assert [suggestion["member"]["id"] for suggestion in after] == [business(38)]


def test_members_alone_make_no_trial(fresh: Served) -> None:
    assert fresh.client("evaluator").list_trials() == {"items": [], "may_start": False, "eligible": 0}
