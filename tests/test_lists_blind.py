"""Three member lists as offices keep them, written without knowledge of the reader: what comes in, what does not, and what nobody may see."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph import Store, connect
from graph.schema import Rel
from matcher import Matcher
from matcher.encoder import Encoder
from seeds.formats.opening import open_file
from seeds.members.draft import Draft, Read
from seeds.members.grounding import ground
from seeds.members.options import Options
from seeds.members.planning import Plan, plan
from seeds.members.reading import read
from seeds.members.remembering import informed, remember

LISTS = Path(__file__).parent / "lists"
EXPECTED: dict[str, Any] = tomllib.loads((LISTS / "expected.toml").read_text("utf-8"))
LANGUAGES = ("german", "english", "french")
ALL = [(language, member) for language in LANGUAGES for member in EXPECTED[language]["member"]]
MEMBERS_WITH_CODE = [(language, member) for language, member in ALL if member["sector"] != "words"]
MEMBERS_IN_WORDS = [(language, member) for language, member in ALL if member["sector"] == "words"]
TODAY = date(2026, 11, 25)
LIKELY = 5  # how far down a list of ten suggestions somebody surely looks


@dataclass(frozen=True, slots=True)
class Loaded:
    """One list after its first upload into a store of its own, and the plans for the same and next year's file."""

    read: Read
    again: Plan
    later: Plan
    stored: str  # every row of every table but the contacts'
    spelled: str  # the report in three languages


def options(language: str) -> Options:
    return Options(today=TODAY, cluster=f"cluster:{language}", defaults={"country": EXPECTED[language]["country"]})


def first_upload(store: Store, language: str) -> Read:
    asked = informed(store, options(language))
    found = read(open_file(LISTS / EXPECTED[language]["file"]), asked)
    ground(store)
    store.write(plan(store, found, asked).batch)
    remember(store, asked.cluster, found.columns)
    return found


def next_upload(store: Store, language: str, which: str) -> Plan:
    asked = informed(store, options(language))
    return plan(store, read(open_file(LISTS / EXPECTED[language][which]), asked), asked)


def load(language: str) -> Loaded:
    store = connect("sqlite:///:memory:")
    found = first_upload(store, language)
    again, later = next_upload(store, language, "file"), next_upload(store, language, "later")
    stored = "\n".join(str(row.values) for row in store.dump() if row.table != "contact")
    spelled = "\n".join(str(found.report.spelled(lang)) for lang in ("en", "de", "fr"))
    store.close()
    return Loaded(found, again, later, stored, spelled)


@pytest.fixture(scope="module")
def lists() -> dict[str, Loaded]:
    return {language: load(language) for language in LANGUAGES}


def knowing(fact: str) -> list[tuple[str, dict[str, Any]]]:
    """The members of whom the expectations say this."""
    return [(language, member) for language, member in ALL if fact in member]


def named(value: object) -> str | None:
    """A member's name in the name of the test."""
    return str(value["name"]) if isinstance(value, dict) else None


def draft(found: Read, name: str) -> Draft:
    return next(draft for draft in found.drafts if draft.name == name)


def targets(member: Draft, kind: str) -> list[str]:
    return [link.target.removeprefix(f"{kind}:") for link in member.links if link.target.startswith(f"{kind}:")]


def codes(member: Draft) -> list[str]:
    return [link.target.removeprefix("sector:") for link in member.links if link.rel is Rel.CLASSIFIED_AS and not link.props.get("proposed")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_of_ten_rows_come_in_without_help(lists: dict[str, Loaded], language: str) -> None:
    report = lists[language].read.report

    assert report.accepted / report.rows >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_sections_totals_and_foot_lines_are_no_rows(lists: dict[str, Loaded], language: str) -> None:
    assert lists[language].read.report.rows == EXPECTED[language]["rows"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_rows_that_name_nobody_are_rejected(lists: dict[str, Loaded], language: str) -> None:
    rejected = [problem.code for problem in lists[language].read.report.problems if problem.rejected]

    assert rejected == ["missing_name"] * EXPECTED[language]["unusable"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_left_is_left_out(lists: dict[str, Loaded], language: str) -> None:
    names = {draft.name for draft in lists[language].read.drafts}

    assert names.isdisjoint(EXPECTED[language]["left"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_spellings_of_one_firm_come_in_and_are_flagged(lists: dict[str, Loaded], language: str) -> None:
    found = lists[language].read
    twins = {draft(found, name).row for name in EXPECTED[language]["twins"]}
    flagged = {problem.row for problem in found.report.problems if problem.code == "possible_duplicate"}

    assert len(twins) == 2
    assert twins & flagged


@pytest.mark.parametrize("language", LANGUAGES)
def test_firms_that_share_an_address_on_the_web_stay_two(lists: dict[str, Loaded], language: str) -> None:
    names = [draft.name for draft in lists[language].read.drafts]

    assert [names.count(name) for name in EXPECTED[language]["one_site"]] == [1] * len(EXPECTED[language]["one_site"])


@pytest.mark.parametrize(("language", "member"), ALL, ids=named)
def test_a_member_lies_in_the_country_its_office_knows(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    assert targets(draft(lists[language].read, member["name"]), "country") == [member["country"]]


@pytest.mark.parametrize(("language", "member"), MEMBERS_WITH_CODE, ids=named)
def test_a_code_in_any_spelling_is_its_class(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    assert codes(draft(lists[language].read, member["name"]))[:1] == [member["sector"]]


@pytest.mark.parametrize(("language", "member"), MEMBERS_IN_WORDS, ids=named)
def test_words_are_never_taken_for_a_code_that_was_written(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    assert codes(draft(lists[language].read, member["name"])) == []


@pytest.mark.parametrize(("language", "member"), knowing("headcount"), ids=named)
def test_a_size_is_read_as_its_office_means_it(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    low, high = member["headcount"]

    assert low <= int(draft(lists[language].read, member["name"]).props["employees"]) <= high


@pytest.mark.parametrize(("language", "member"), knowing("founded"), ids=named)
def test_a_year_is_found_in_what_was_written(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    assert draft(lists[language].read, member["name"]).props["founded"] == member["founded"]


@pytest.mark.parametrize(("language", "member"), knowing("site"), ids=named)
def test_a_site_is_found_beside_telephone_numbers(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    assert member["site"] in str(draft(lists[language].read, member["name"]).props["site"])


@pytest.mark.parametrize(("language", "member"), knowing("needs"), ids=named)
def test_needs_in_one_cell_are_told_apart(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    assert len(draft(lists[language].read, member["name"]).needs) == member["needs"]


@pytest.mark.parametrize(("language", "member"), knowing("offers"), ids=named)
def test_offers_in_one_cell_are_told_apart(lists: dict[str, Loaded], language: str, member: dict[str, Any]) -> None:
    assert len(draft(lists[language].read, member["name"]).offers) == member["offers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_personal_is_stored_beside_the_contacts(lists: dict[str, Loaded], language: str) -> None:
    assert [canary for canary in EXPECTED[language]["never"] if canary in lists[language].stored] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_personal_is_in_the_report(lists: dict[str, Loaded], language: str) -> None:
    assert [canary for canary in EXPECTED[language]["never"] if canary in lists[language].spelled] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_street_is_taken_for_a_person(lists: dict[str, Loaded], language: str) -> None:
    persons = [person.name for draft in lists[language].read.drafts for person in draft.contacts]

    assert [name for name in persons if any(letter.isdigit() for letter in name)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_file_again_adds_nothing(lists: dict[str, Loaded], language: str) -> None:
    again = lists[language].again

    assert [one.name for one in (*again.new, *again.changed, *again.gone)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["new", "changed", "gone"])
def test_a_year_later_the_office_sees_what_is_new_changed_and_gone(lists: dict[str, Loaded], language: str, what: str) -> None:
    planned = sorted(one.name for one in getattr(lists[language].later, what))

    assert planned == sorted(EXPECTED[language]["next_year"][what])


def test_the_hidden_sheet_is_left_out_and_said(lists: dict[str, Loaded]) -> None:
    said = [problem.message for problem in lists["german"].read.report.problems if problem.code == "hidden_sheet"]

    assert any(EXPECTED["german"]["hidden"] in message for message in said)


@pytest.fixture(scope="module")
def suggested(encoder: Encoder) -> Iterator[dict[str, list[str]]]:
    """The first suggestions from abroad for everybody who has a planted counterpart, by name."""
    store = connect("sqlite:///:memory:")
    found = [draft.name for language in LANGUAGES for draft in first_upload(store, language).drafts]
    snapshot = store.snapshot()
    ids = dict(zip(snapshot.names.tolist(), snapshot.ids.tolist(), strict=True))
    matcher = Matcher(store, encoder)
    asked = {pair["needs"] for pair in EXPECTED["pair"]} & set(found)
    yield {name: [match.node.name for match in matcher.partners(ids[name], scope="international", k=LIKELY).items] for name in sorted(asked)}
    store.close()


@pytest.mark.parametrize("pair", EXPECTED["pair"], ids=lambda pair: str(pair["needs"]))
def test_a_need_finds_its_counterpart_in_another_language(suggested: dict[str, list[str]], pair: dict[str, str]) -> None:
    assert pair["offers"] in suggested[pair["needs"]]
