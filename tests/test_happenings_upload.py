"""Lists of what happened through the API: sent, checked row by row, corrected, confirmed, in the ledger once; for one's own members only."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from service import CANARY, TODAY, Served, service

from api.client import Client
from api.uploads.tasks import worker
from graph.clock import SystemClock
from graph.model import Event
from graph.schema import Happening
from matcher.encoder import Encoder

BAKERY = "business:alpha-bakery"
HOURS = "Firma;Datum;Std;Berater\nAlphabrot;2.3.2026;1:30;Erika Geheim\nAlphastudio;3.3.2026;2;berater-2\nAlphabrod;3.3.2026;2;berater-2\n"


@pytest.fixture
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        yield made


@pytest.fixture
def office(served: Served) -> Client:
    return served.client("alpha")


def work(served: Served) -> None:
    worker(served.store, SystemClock(TODAY), served.app.state.live.matcher.encoder).run_all(threading.Event())


def sent(served: Served, text: str, kind: str = "hours") -> dict[str, Any]:
    """A list that was sent and read."""
    id = served.client("alpha").upload_file(text.encode(), name="list.csv", kind=kind)["id"]
    work(served)
    return served.client("alpha").upload(id, lang="de")


def confirmed(served: Served, text: str) -> dict[str, Any]:
    found = sent(served, text)
    served.client("alpha").confirm_upload(found["id"], only_good=True)
    work(served)
    return served.client("alpha").upload(found["id"])


def helped(served: Served) -> list[Event]:
    return [event for event in served.store.events(BAKERY) if event.happening is Happening.SUPPORT_GIVEN]


def test_a_list_is_shown_row_by_row_before_anything_is_written(served: Served, office: Client) -> None:
    found = sent(served, HOURS)
    rows = office.upload_rows(found["id"], lang="de")["items"]

    assert (found["state"], found["rows"], found["accepted"], found["rejected"], found["new"]) == ("read", 3, 2, 1, 2)
    assert {"name": "hours", "title": "Stunden"} in found["fields"]
    assert [(row["state"], row["organisation"]) for row in rows] == [("new", BAKERY), ("new", "business:alpha-studio"), ("rejected", "")]
    assert "am nächsten sind 'Alphabrot'" in rows[2]["problems"][0]["message"]
    assert helped(served) == []


def test_who_helped_is_masked_unless_it_is_a_code(served: Served, office: Client) -> None:
    rows = office.upload_rows(sent(served, HOURS)["id"])["items"]

    assert [row["cells"]["by"] for row in rows] == ["•••", "berater-2", "berater-2"]


def test_a_confirmed_list_is_in_the_ledger_once(served: Served) -> None:
    done, again = confirmed(served, HOURS), confirmed(served, HOURS)

    assert [(found["state"], found["new"], found["same"]) for found in (done, again)] == [("written", 2, 0), ("written", 0, 2)]
    assert [event.data["hours"] for event in helped(served)] == [1.5]
    assert "Geheim" not in repr(served.store.entries())


def test_a_cell_and_the_day_for_all_rows_are_corrected_in_place(served: Served, office: Client) -> None:
    found = sent(served, "Firma;Veranstaltung\nAlphabrot;Fest 3\nAlphabrod;Fest 3\n", "attendance")
    office.change_upload(found["id"], defaults={"day": "2.3.2026"}, cells=[{"row": 2, "column": "name", "text": "Alphastudio"}])
    work(served)
    corrected = office.upload(found["id"])

    assert [(each["accepted"], each["rejected"]) for each in (found, corrected)] == [(0, 2), (2, 0)]


def test_t02_a_list_finds_members_of_its_own_cluster_only(served: Served, office: Client) -> None:
    found = sent(served, f"id;Firma;Datum;Std\n;{CANARY}studio;2.3.2026;2\nbusiness:{CANARY}-studio;;2.3.2026;2\n;{CANARY}nichts;2.3.2026;2\n")
    rows = office.upload_rows(found["id"])["items"]

    assert [row["problems"][0]["code"] for row in rows] == ["unknown_business"] * 3
    assert CANARY not in repr([problem["message"].split("nearest")[-1] for row in rows[::2] for problem in row["problems"]])


@pytest.mark.parametrize("kind", ["attendance", "newsletter", "hours", "events"])
def test_a_template_of_each_kind_is_served(served: Served, office: Client, kind: str) -> None:
    found = sent(served, office.template(kind, lang="de", format="csv").decode("utf-8-sig"), kind)

    assert (found["state"], found["rows"], [remark["code"] for remark in found["remarks"]]) == ("read", 0, ["example"])
