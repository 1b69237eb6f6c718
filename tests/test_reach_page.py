"""The page *Reach and impact*: through the real API, and for an evaluator from the figure to the entry that was tampered with."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from service import Served, service
from streamlit.testing.v1 import AppTest
from visit import visit as opened

from api.client import Client
from dashboard import session
from dashboard.parts.reach.breakdown import judged
from dashboard.parts.reach.evidence import deciding_first, telling
from dashboard.parts.reach.tiers import BEHIND
from graph.model import Batch, Event
from graph.schema import Happening as H
from matcher.encoder import Encoder

pytestmark = pytest.mark.page

Open = Callable[..., AppTest]
BAKERY, STUDIO = "business:alpha-bakery", "business:alpha-studio"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reach") / "reach.db"


@pytest.fixture(scope="module")
def served(encoder: Encoder, file: Path) -> Iterator[Served]:
    """Two clusters of whom one bakery was supported in depth and one studio came to an event; in a file that can be tampered with."""
    with service(encoder, f"sqlite:///{file}") as made:
        data: dict[str, str | float] = {"hours": 12.5, "by": "manager-alpha"}
        made.store.write(
            Batch(
                events=[
                    Event(H.NEED_ASSESSED, BAKERY, date(2026, 4, 1)),
                    Event(H.ACTION_PLANNED, BAKERY, date(2026, 5, 1)),
                    Event(H.SUPPORT_GIVEN, BAKERY, date(2026, 6, 1), data=data),
                    Event(H.ATTENDED, STUDIO, date(2026, 6, 2), about="event:fair"),
                ]
            )
        )
        yield made


@pytest.fixture
def visit(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setattr(session, "connect", lambda key: Client(served.http, key))

    def go(who: str, **link: str) -> AppTest:
        return opened(served.keys[who], "reach", **link)

    yield go
    st.cache_resource.clear()


def read(page: AppTest) -> str:
    shown = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.error, *page.success, *page.metric]
    return "\n".join(f"{getattr(element, 'label', '')} {element.value}" for element in shown)


def cells(page: AppTest) -> str:
    return "\n".join(frame.value.to_csv() for frame in page.dataframe)


@pytest.mark.parametrize(
    ("lang", "title", "depth"),
    [
        ("en", "How many did we reach, how deep, and what proves it?", "**1 of 250 businesses**"),
        ("de", "Wie viele haben wir erreicht, wie intensiv, und was belegt es?", "**1 von 250 angestrebten Unternehmen**"),
        ("fr", "Combien d’entreprises avons-nous touchées, jusqu’à quelle profondeur, et qu’est-ce qui le prouve\u00a0?", "**1 sur les 250 visées**"),
    ],
)
def test_the_page_says_how_many_are_in_depth(visit: Open, lang: str, title: str, depth: str) -> None:
    page = visit("evaluator", lang=lang)

    assert not page.exception
    assert title in read(page)
    assert depth in read(page)


def test_an_evaluator_sees_pseudonyms_and_never_a_name(visit: Open, served: Served) -> None:
    page = visit("evaluator")
    pseudonym = served.store.pseudonyms()[BAKERY]

    assert pseudonym in cells(page)
    assert "Alphabrot" not in cells(page) + read(page)


def test_a_manager_sees_its_own_members_by_name_and_whom_to_bring_on(visit: Open) -> None:
    page = visit("alpha")

    assert "Alphabrot" in cells(page)
    assert "Whom to bring on this week" in read(page)


def test_a_column_that_is_the_same_in_every_row_is_left_out() -> None:
    rows = [{"Business": "a", "Tier": "Reached", "Size": "micro"}, {"Business": "b", "Tier": "Reached", "Size": "small"}]

    assert telling(rows, "Tier", "Size") == [{"Business": "a", "Size": "micro"}, {"Business": "b", "Size": "small"}]


def test_a_manager_is_not_told_that_a_cluster_is_idle_of_which_it_sees_one_member() -> None:
    found = {"clusters": [{"cluster": {"id": "cluster:alpha"}}, {"cluster": {"id": "cluster:beta"}}], "whole_programme": False}

    assert [*judged(found, {"cluster:alpha"})] == ["cluster:alpha"]
    assert [*judged(found | {"whole_programme": True}, ())] == ["cluster:alpha", "cluster:beta"]


def test_the_figures_lead_to_those_behind_them(visit: Open) -> None:
    page = visit("evaluator")
    anchors = [heading.proto.anchor for heading in page.subheader]

    assert f"](#{BEHIND})" in read(page)
    assert BEHIND in anchors


def test_an_earlier_day_counts_what_had_happened_by_then(visit: Open) -> None:
    page = visit("evaluator", on="2026-05-15")

    assert "**0 of 250 businesses**" in read(page)


def test_a_manager_reads_nothing_of_another_cluster(served: Served) -> None:
    mine = served.client("beta").reach()
    pseudonym = served.store.pseudonyms()[BAKERY]
    answer = served.http.get(f"/v1/reach/businesses/{pseudonym}/evidence", headers={"X-API-Key": served.keys["beta"]})
    unknown = served.http.get("/v1/reach/businesses/~0000000000000000/evidence", headers={"X-API-Key": served.keys["beta"]})

    assert (mine["total"]["reached"]["high"], mine["whole_programme"]) == (0, False)
    assert (answer.status_code, answer.json()["detail"].replace(pseudonym, "")) == (404, unknown.json()["detail"].replace("~0000000000000000", ""))


@pytest.mark.parametrize("path", ["/v1/reach", "/v1/reach/businesses", "/v1/reach/next-steps", "/v1/reach/verification"])
def test_a_business_does_not_read_the_programmes_reach(served: Served, path: str) -> None:
    assert served.http.get(path, headers={"X-API-Key": served.keys["business"]}).status_code == 403


def test_evidence_names_number_kind_date_and_seal(served: Served) -> None:
    found = served.client("evaluator").reach_evidence(served.store.pseudonyms()[BAKERY])
    sealed = {entry.seq: entry.mac for entry in served.store.entries()}

    assert [(one["counts"], one["on"], one["hours"]) for one in found["items"]] == [
        ("assessment", "2026-04-01", None),
        ("plan", "2026-05-01", None),
        ("support", "2026-06-01", 12.5),
    ]
    assert [one["hash"] for one in found["items"]] == [sealed[one["seq"]] for one in found["items"]]


def test_what_decides_about_depth_stands_before_mere_contacts() -> None:
    items = [{"counts": "exposure", "seq": 1}, {"counts": "act", "seq": 2}, {"counts": "confirmed", "seq": 3}, {"counts": "act", "seq": 4}]

    assert [item["seq"] for item in deciding_first(items)] == [3, 2, 4, 1]


def test_the_next_steps_say_what_the_target_takes(served: Served) -> None:
    found = served.client("alpha").reach_next_steps()

    assert [(step["business"]["organisation"]["id"], step["action"]) for step in found["items"]][:1] == [(STUDIO, "assess")]
    assert (found["missing"], found["found"]) == (249, 2)


def test_the_page_says_which_entry_is_broken_by_one_byte_of_the_file(visit: Open, served: Served, file: Path) -> None:
    last = served.store.entries()[-1].seq
    before = visit("evaluator", lang="de")
    flip(file, b"event:fair")
    page = visit("evaluator", lang="de")
    flip(file, b"event:fais")

    assert "sind, wie sie geschrieben wurden" in read(before)
    assert "Das Register wurde verändert" in read(page)
    assert f"**Eintrag {last}** ist nicht, was geschrieben wurde" in read(page)


def flip(file: Path, found: bytes) -> None:
    """Change the last bit of the last byte of these, in the file and behind SQLite's back."""
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[content.index(found) + len(found) - 1] ^= 1
    with file.open("r+b") as opened:
        opened.write(content)
