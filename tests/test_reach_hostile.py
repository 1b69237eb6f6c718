"""Reach and evaluation in the hands of somebody who means harm: other clusters' members, ledgers changed behind the back, odd days and names."""

import base64
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from hostile import BAKERY, STUDIO, THEIR_BAKERY, THEIRS, answer, happened
from service import CANARY, TODAY, Served, service

from api.trials.starting import MOST_WAITING
from graph.errors import Conflict
from graph.model import Batch, Edge, Event, Node, Record, Scalar
from graph.schema import Happening as H
from graph.schema import Rel
from graph.trials.declaration import next_code
from matcher.encoder import Encoder

FINAL = "DROP TRIGGER entry_is_never_edited; DROP TRIGGER entry_is_never_deleted;"


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        made.store.write(Batch(events=happened()))
        yield made


@contextmanager
def tampered(encoder: Encoder, folder: Path, sql: str) -> Iterator[Served]:
    """The same service on a file that somebody changed behind its back."""
    with service(encoder, f"sqlite:///{folder}/tampered.db") as made:
        made.store.write(Batch(events=happened()))
        changing = sqlite3.connect(folder / "tampered.db")
        changing.executescript(FINAL + sql)
        changing.close()
        yield made


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET data = '{\"hours\":\"many\"}' WHERE happening = 'support_given'",
        "UPDATE entry SET data = '{\"hours\":1e999}' WHERE happening = 'support_given'",
        "UPDATE entry SET data = '{\"hours\":1' || hex(zeroblob(400)) || '}' WHERE happening = 'support_given'",
        "UPDATE entry SET data = '[3]' WHERE happening = 'support_given'",
        "UPDATE entry SET data = replace(hex(zeroblob(50000)), '0', '[') WHERE happening = 'support_given'",
        "UPDATE entry SET subject = CAST(X'7eff41' AS TEXT) WHERE happening = 'support_given'",
    ],
    ids=["a word for hours", "endless", "too long a number", "a list", "too deep", "no text"],
)
def test_what_cannot_be_an_entry_is_said_wherever_figures_rest_on_it_and_named(encoder: Encoder, tmp_path: Path, change: str) -> None:
    with tampered(encoder, tmp_path, change) as served:
        answers = [answer(served, "evaluator", f"/v1/{path}") for path in ("reach", "reach/businesses", "indicators", "report?format=csv", "trials")]
        verified = served.client("evaluator").reach_verification()
        (entry,) = [row for row in served.store.verify() if row.first]

    assert [text for status, text in answers if status != 500 or "reach verify" not in text] == []
    assert (verified["whole"], [row["first"] for row in verified["broken"]]) == (False, [entry.first])


def test_an_entry_with_a_number_that_none_is_given_is_said(encoder: Encoder, tmp_path: Path) -> None:
    with tampered(encoder, tmp_path, "UPDATE entry SET seq = -3 WHERE seq = 3") as served:
        found = served.client("evaluator").reach_verification()

    assert "an entry has the number -3" in found["broken"][0]["text"]


def entries_of(served: Served, *ids: str) -> set[int]:
    """Numbers of the entries with one of these on a side."""
    names = {name for id, name in served.store.pseudonyms().items() if id in ids}
    return {entry.seq for entry in served.store.entries() if {entry.subject, entry.about} & names}


@pytest.mark.parametrize("who", ["alpha", "adviser"])
def test_no_pseudonym_of_another_cluster_is_read(served: Served, who: str) -> None:
    theirs = [name for id, name in served.store.pseudonyms().items() if CANARY in id]
    paths = ["reach", "reach/businesses?tier=0", "reach/next-steps", "indicators", "report?format=json", "report?format=csv", "trials", "ties/survival"]
    answers = [answer(served, who, f"/v1/{path}") for path in paths]

    assert [status for status, _ in answers] == [200] * len(paths)
    assert [path for path, (_, text) in zip(paths, answers, strict=True) if any(name in text for name in theirs)] == []


def test_a_manager_reads_no_entry_between_members_of_another_cluster(served: Served) -> None:
    client, own = served.client("alpha"), entries_of(served, BAKERY, STUDIO)
    seen = {item["seq"] for one in client.indicators()["items"] for item in client.indicator_evidence(one["key"], limit=200)["items"]}
    told = {seq for one in json.loads(client.report(format="json"))["indicators"] for seq in one["evidence"]}

    assert (seen - own, told - own) == (set(), set())
    assert seen


def test_a_pseudonym_of_another_cluster_answers_like_one_that_does_not_exist(served: Served) -> None:
    (theirs,) = [name for id, name in served.store.pseudonyms().items() if id == THEIRS]
    hidden, unknown = (answer(served, "alpha", f"/v1/reach/businesses/{name}/evidence") for name in (theirs, "~0000000000000000"))

    assert hidden[0] == unknown[0] == 404
    assert served.client("beta").reach_evidence(theirs)["items"]


def test_the_order_of_enterprises_tells_an_evaluator_nothing_of_their_ids(served: Served) -> None:
    client = served.client("evaluator")
    first = client.reached_businesses(tier=0, limit=1)
    position = base64.urlsafe_b64decode(first["next"] + "===")[16:].decode()
    steps = [step["business"]["pseudonym"] for step in client.reach_next_steps(limit=100)["items"] if step["business"]["tier"] == 0]

    assert position == f'["{3 - first["items"][0]["tier"]}", "{first["items"][0]["pseudonym"]}"]'
    assert steps == sorted(steps)


ODD = ("#set page(width: 1cm) #panic()", '=HYPERLINK("http://x","y")', "<script>alert(1)</script>", "a\x0bb\x1b\ufffe", "\u202egnirts", "クラスタ 🎨")


def odd() -> Batch:
    """A cluster with one member for each odd name, which somebody might give to break out of a file."""
    basis = {"source": "upload", "basis": "membership", "purposes": "matching statistics"}
    clusters = [Node(f"cluster:odd{place}", name) for place, name in enumerate(ODD)]
    members = [Node(f"business:odd{place}", name, props=basis) for place, name in enumerate(ODD)]
    edges = [Edge(member.id, Rel.MEMBER_OF, cluster.id) for member, cluster in zip(members, clusters, strict=True)]
    return Batch([*clusters, *members], edges, events=[Event(H.ATTENDED, member.id, TODAY - timedelta(days=70)) for member in members])


@pytest.fixture(scope="module")
def oddly(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        made.store.write(odd())
        yield made


@pytest.mark.parametrize(("format", "lang"), [("pdf", "de"), ("docx", "fr"), ("xlsx", "en"), ("csv", "de"), ("json", "fr")])
def test_a_report_is_made_whatever_a_cluster_is_called_and_how_far_back_it_begins(oddly: Served, format: str, lang: str) -> None:
    found = oddly.http.get(f"/v1/report?format={format}&lang={lang}&since=0001-01-01", headers={"X-API-Key": oddly.keys["evaluator"]})

    assert (found.status_code, found.text[:200] if found.status_code != 200 else "") == (200, "")


def test_a_report_holds_no_formula_and_no_hidden_mark(oddly: Served) -> None:
    client = oddly.client("evaluator")
    with zipfile.ZipFile(io.BytesIO(client.report(format="xlsx"))) as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/"))
    with zipfile.ZipFile(io.BytesIO(client.report(format="docx"))) as file:
        text = file.read("word/document.xml").decode()

    assert b"<f>" not in sheets
    assert ("gnirts" in text, "\u202e" in text, "<script>" in text) == (True, False, False)


def test_an_event_of_long_ago_costs_no_forecast_of_a_thousand_years(encoder: Encoder) -> None:
    first = date(1, 1, 1)
    with service(encoder) as served:
        served.store.write(Batch(events=[Event(H.DELIVERED, BAKERY, first)]))
        now, then = (served.client("evaluator").reach(on=on) for on in ("", first.isoformat()))

    assert now["backtest"] == []
    assert [found["tiers"][0]["count"]["high"] for found in (now, then)] == [1, 1]


def test_one_office_cannot_use_up_the_codes_of_trials(encoder: Encoder) -> None:
    with service(encoder) as served:
        rules = {"clusters": ["cluster:alpha"], "seed": 1, "drawn": False, "by": served.keys["alpha"].split("_")[1]}
        served.store.write(Batch(records=[Record("trials", f"waiting-{place}", rules) for place in range(MOST_WAITING)]))
        full, others = (served.http.post("/v1/trials", json={}, headers={"X-API-Key": served.keys[who]}).status_code for who in ("alpha", "beta"))

    assert (full, others) == (409, 201)


def test_codes_that_are_used_up_are_said() -> None:
    with pytest.raises(Conflict, match="all 702 codes of trials of 2026 are taken"):
        next_code([f"trial-2026{ending}" for ending in (*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2)))], 2026)


def test_a_pair_with_a_record_that_is_not_seen_answers_like_none(encoder: Encoder) -> None:
    with service(encoder) as served:
        served.store.write(Batch(edges=[Edge(BAKERY, Rel.SAME_AS, THEIR_BAKERY, 0.9)]))
        (known,) = [pair["id"] for pair in served.client("admin").duplicates()["items"]]
        decided = [
            served.http.put(f"/v1/duplicates/{pair}/decision", json={"same": True}, headers={"X-API-Key": served.keys["alpha"]}) for pair in (known, "0" * 20)
        ]
        counts = served.client("alpha").duplicate_counts()

    assert [(found.status_code, found.json()["detail"].replace(known, "0" * 20)) for found in decided] == [(404, decided[1].json()["detail"])] * 2
    assert counts["open"] == 0


def test_a_manager_is_told_the_strata_of_its_own_members_only(encoder: Encoder) -> None:
    rules: dict[str, Scalar] = {"design": "waiting_list", "outcome": "r2", "horizon": 30, "share": 0.5, "alpha": 0.05, "stratum": "size"}
    arms: dict[str, Scalar] = {"arm": "offer", "stratum": "micro", "seed": 1}
    with service(encoder) as served:
        served.store.write(Batch(events=[Event(H.TRIAL_DECLARED, "", TODAY, about="trial-2026a", data=rules)]))
        served.store.write(Batch(events=[Event(H.TRIAL_ASSIGNED, id, TODAY, about="trial-2026a", data=arms) for id in (BAKERY, THEIRS, THEIR_BAKERY)]))
        told = {who: served.client(who).trial("trial-2026a")["by_stratum"] for who in ("alpha", "beta", "evaluator")}

    assert {who: [row["offered"] for row in rows] for who, rows in told.items()} == {"alpha": [1], "beta": [2], "evaluator": [3]}
