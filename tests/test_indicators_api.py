"""Indicators through the API: whose figures a caller gets, what proves them, and the report as a file."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from service import CANARY, TODAY, Served, service

from api.client import ApiProblem
from graph.indicators import INDICATORS
from graph.model import Batch, Event
from graph.schema import Happening as H
from matcher.encoder import Encoder

BAKERY, STUDIO, OTHER = "business:alpha-bakery", "business:alpha-studio", f"business:{CANARY}-studio"


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    """Alpha's bakery came to a fair and signed with Beta's studio, which confirmed; Alpha's studio got a letter."""
    with service(encoder) as made:
        happened = [
            Event(H.ATTENDED, BAKERY, TODAY - timedelta(days=60), about="event:fair"),
            Event(H.COLLABORATION_SIGNED, BAKERY, TODAY - timedelta(days=50), about=OTHER),
            Event(H.COLLABORATION_CONFIRMED, OTHER, TODAY - timedelta(days=40), about=BAKERY),
            Event(H.ATTENDED, OTHER, TODAY - timedelta(days=30), about="event:fair"),
            Event(H.DELIVERED, STUDIO, TODAY - timedelta(days=20)),
        ]
        made.store.write(Batch(events=happened))
        yield made


def values(served: Served, who: str, **query: str) -> dict[str, float | None]:
    return {item["key"]: item["value"] for item in served.client(who).indicators(**query)["items"]}


def test_an_evaluator_gets_the_programme_and_a_manager_its_clusters(served: Served) -> None:
    assert [(values(served, who)["R1"], values(served, who)["R3"]) for who in ("evaluator", "admin", "alpha", "beta")] == [(3, 2), (3, 2), (2, 1), (1, 1)]


@pytest.mark.parametrize("who", ["evaluator", "alpha"])
def test_tiers_and_contacts_are_those_of_the_page_of_reach(served: Served, who: str) -> None:
    found = values(served, who)
    page = served.client(who).reach()

    assert [found[key] for key in ("R1", "R2", "R3")] == [tier["count"]["high"] for tier in page["tiers"]]
    assert found["R1.contacts"] == page["contacts"]


def test_every_indicator_is_there_with_its_formula_or_a_reason(served: Served) -> None:
    items = served.client("evaluator").indicators(lang="fr")["items"]

    assert [item["key"] for item in items] == [one.key for one in INDICATORS]
    assert [item["key"] for item in items if not item["formula"] or (item["value"] is None) != bool(item["reason"])] == []


def test_a_figure_leads_to_entries_of_the_ledger(served: Served) -> None:
    entries = {entry.seq: entry for entry in served.store.entries()}
    found = served.client("evaluator").indicator_evidence("R3")

    assert found["total"] == len(found["items"]) == 2
    assert [item["hash"] for item in found["items"]] == [entries[item["seq"]].mac for item in found["items"]]
    assert [item["pseudonym"] for item in found["items"]] == [entries[item["seq"]].subject for item in found["items"]]


def test_the_other_side_stays_without_a_pseudonym_for_a_manager(served: Served) -> None:
    names = [bool(item["pseudonym"]) for item in served.client("alpha").indicator_evidence("R3")["items"]]

    assert names == [True, False]


def test_evidence_is_paged_and_each_entry_is_seen_once(served: Served) -> None:
    client = served.client("evaluator")
    first = client.indicator_evidence("R1", limit=2)
    second = client.indicator_evidence("R1", limit=2, cursor=first["next"])

    assert [len(first["items"]), len(second["items"]), second["next"]] == [2, 1, None]
    assert len({item["seq"] for item in first["items"] + second["items"]}) == 3


@pytest.mark.parametrize("path", ["/v1/indicators", "/v1/indicators/R1/evidence", "/v1/report"])
def test_a_business_gets_no_figures_of_the_programme(served: Served, path: str) -> None:
    assert served.http.get(path, headers={"X-API-Key": served.keys["business"]}).status_code == 403


@pytest.mark.parametrize("who", ["evaluator", "alpha"])
@pytest.mark.parametrize("format", ["csv", "json"])
def test_no_file_names_a_business(served: Served, who: str, format: str) -> None:
    text = served.client(who).report(format=format).decode("utf-8-sig")

    assert [word for word in ("business:", CANARY, "Alphabrot", "Alphastudio") if word in text] == []


@pytest.mark.parametrize("who", ["evaluator", "alpha"])
def test_no_document_names_a_business(served: Served, who: str) -> None:
    packed = zipfile.ZipFile(io.BytesIO(served.client(who).report(format="docx")))
    text = packed.read("word/document.xml").decode()

    assert [word for word in ("business:", CANARY, "Alphabrot", "Alphastudio") if word in text] == []


@pytest.mark.parametrize(("format", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")])
def test_the_report_comes_in_every_format(served: Served, format: str, start: bytes) -> None:
    answer = served.http.get("/v1/report", params={"format": format, "lang": "de"}, headers={"X-API-Key": served.keys["alpha"]})

    assert answer.content.startswith(start)
    assert f'-de.{format}"' in answer.headers["content-disposition"]


def test_a_period_that_is_not_over_is_refused(served: Served) -> None:
    with pytest.raises(ApiProblem, match="in the future"):
        served.client("evaluator").indicators(until=(TODAY + timedelta(days=1)).isoformat())


def test_a_period_that_ends_before_it_begins_is_refused(served: Served) -> None:
    with pytest.raises(ApiProblem, match="before it begins"):
        served.client("evaluator").indicators(since="2026-06-01", until="2026-05-01")


def test_an_earlier_period_sees_what_had_happened_by_then(served: Served) -> None:
    assert values(served, "evaluator", until=(TODAY - timedelta(days=35)).isoformat())["R1"] == 1


def test_an_unknown_indicator_is_not_found(served: Served) -> None:
    with pytest.raises(ApiProblem, match="no indicator 'R99'"):
        served.client("evaluator").indicator_evidence("R99")


def test_what_has_just_happened_is_counted(encoder: Encoder) -> None:
    with service(encoder) as made:
        before = values(made, "evaluator")["R1"]
        made.store.write(Batch(events=[Event(H.DELIVERED, BAKERY, date(2026, 11, 1))]))

        assert (before, values(made, "evaluator")["R1"]) == (0, 1)
