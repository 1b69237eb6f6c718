"""Who sees what: the one rule, and two clusters that must not read each other."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from service import CANARY, Served, service

from api.keys import Caller, Role
from api.openapi import document
from api.visible import Facts, visible
from graph.schema import Ground, Purpose
from matcher.encoder import Encoder
from matcher.model import View

MATCHING, SHOWING = Purpose.MATCHING, Purpose.SHOWING
MEMBER = Facts("business:m", False, Ground.MEMBERSHIP, frozenset({MATCHING}), frozenset({"cluster:a"}))
SHOWN = Facts("business:m", False, Ground.MEMBERSHIP, frozenset({MATCHING, SHOWING}), frozenset({"cluster:a"}))
SILENT = Facts("business:m", False, Ground.MEMBERSHIP, frozenset(), frozenset({"cluster:a"}))
PUBLIC = Facts("business:9", False, Ground.PUBLIC_REGISTER, frozenset({MATCHING, SHOWING}), frozenset())
NAMELESS = Facts("business:8", True, Ground.PUBLIC_REGISTER, frozenset({MATCHING, SHOWING}), frozenset())

ADMIN = Caller("k", Role.ADMIN)
OWN = Caller("k", Role.MANAGER, frozenset({"cluster:a"}))
OTHER = Caller("k", Role.MANAGER, frozenset({"cluster:b"}))
ITSELF = Caller("k", Role.BUSINESS, frozenset({"cluster:a"}), "business:m")
FELLOW = Caller("k", Role.BUSINESS, frozenset({"cluster:a"}), "business:f")
STRANGER = Caller("k", Role.BUSINESS, frozenset({"cluster:b"}), "business:s")
EVALUATOR = Caller("k", Role.EVALUATOR)

NONE, TEASER, PROFILE = View.NONE, View.TEASER, View.PROFILE


@pytest.mark.parametrize(
    ("caller", "member", "shown", "silent", "public"),
    [
        (ADMIN, PROFILE, PROFILE, PROFILE, PROFILE),
        (OWN, PROFILE, PROFILE, PROFILE, PROFILE),
        (OTHER, TEASER, PROFILE, NONE, PROFILE),
        (ITSELF, PROFILE, PROFILE, PROFILE, PROFILE),
        (FELLOW, PROFILE, PROFILE, NONE, PROFILE),
        (STRANGER, TEASER, PROFILE, NONE, PROFILE),
        (EVALUATOR, NONE, NONE, NONE, PROFILE),
    ],
)
def test_each_caller_sees_what_the_basis_allows(caller: Caller, member: View, shown: View, silent: View, public: View) -> None:
    assert [visible(caller, facts) for facts in (MEMBER, SHOWN, SILENT, PUBLIC)] == [member, shown, silent, public]


@pytest.mark.parametrize("caller", [ADMIN, OWN, ITSELF, EVALUATOR])
def test_the_nameless_are_never_listed(caller: Caller) -> None:
    assert visible(caller, NAMELESS) is NONE


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        yield made


READS = [path for path, methods in document()["paths"].items() if "get" in methods and path.startswith("/v1") and "{key}" not in path]
IDS = ["business:alpha-bakery", "business:alpha-studio", "business:999", f"business:{CANARY}-studio", f"business:{CANARY}-bakery", "business:998"]
LANGS = ["en", "de", "fr"]


@pytest.mark.parametrize("who", ["alpha", "adviser", "business", "evaluator"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", READS)
def test_t03_no_word_of_the_other_cluster_is_read(served: Served, who: str, lang: str, path: str) -> None:
    texts = [
        served.http.get(path.replace("{id}", quote(id)), params={"lang": lang}, headers={"X-API-Key": served.keys[who]}).text.replace(id, "")
        for id in (IDS if "{id}" in path else [""])
    ]

    assert [text for text in texts if CANARY in text] == []


def test_t03_no_word_of_the_other_cluster_is_read_through_a_need(served: Served) -> None:
    found = served.client("alpha").partners_for_need("Verpackungen aus Papier", limit=50)

    assert CANARY not in str(found)
    assert "teaser" in {item["view"] for item in found["items"]}


def test_a_teaser_says_country_section_and_size_only(served: Served) -> None:
    items = served.client("alpha").organisations(country="FR", section="M")["items"]
    teasers = [item for item in items if item["view"] == "teaser"]

    assert [(teaser["country"]["name"], teaser["section"]["name"], teaser["size"]) for teaser in teasers] == [("France", "Professional activities", "micro")]
    assert {teaser["name"] or teaser["text"] or teaser["city"] or teaser["sector"] or "" for teaser in teasers} == {""}


def test_a_reference_opens_the_teaser_for_its_viewer_only(served: Served) -> None:
    items = served.client("alpha").organisations(country="FR", section="M")["items"]
    reference = next(item["id"] for item in items if item["view"] == "teaser")
    mine = served.http.get(f"/v1/organisations/{reference}", headers={"X-API-Key": served.keys["alpha"]})
    others = served.http.get(f"/v1/organisations/{reference}", headers={"X-API-Key": served.keys["adviser"]})

    assert (mine.status_code, others.status_code) == (200, 404)


@pytest.mark.parametrize("path", ["/v1/organisations/{}", "/v1/organisations/{}/neighbours", "/v1/businesses/{}/partners", "/v1/businesses/{}/services"])
@pytest.mark.parametrize("hidden", [f"business:{CANARY}-studio", "business:998"])
def test_t02_what_is_not_visible_answers_like_what_does_not_exist(served: Served, path: str, hidden: str) -> None:
    absent = "business:absent"
    headers = {"X-API-Key": served.keys["alpha"]}
    one = served.http.get(path.format(hidden), headers=headers)
    two = served.http.get(path.format(absent), headers=headers)

    assert one.status_code == two.status_code == 404
    assert one.json()["detail"].replace(hidden, "") == two.json()["detail"].replace(absent, "")


def test_hidden_partners_are_not_counted(served: Served) -> None:
    as_manager = served.client("alpha").organisation("business:alpha-bakery")
    as_administrator = served.client("admin").organisation("business:alpha-bakery")

    assert (as_manager["partner_count"], as_administrator["partner_count"]) == (0, 1)


def test_a_member_without_basis_is_suggested_to_nobody(served: Served) -> None:
    found = served.client("admin").partners("business:alpha-bakery", limit=50)

    assert "business:alpha-silent" not in {item["id"] for item in found["items"]}


def test_the_beta_manager_reads_its_own(served: Served) -> None:
    assert served.client("beta").organisation(f"business:{CANARY}-studio")["name"] == f"{CANARY}studio"
