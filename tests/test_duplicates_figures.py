"""How well records of one business are found: on spellings that nothing was learned from, on a later register, and counted in eleven lists."""

import csv
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from random import Random

import pytest

from graph.schema import Kind
from seeds.demo import invented
from seeds.duplicates.columns import columns
from seeds.duplicates.corpus import DENSE, SOURCE, SPARSE, Corpus, corpus, lists, organisations, paired
from seeds.duplicates.features import hopeless
from seeds.duplicates.finding import find
from seeds.duplicates.matcher import matcher
from seeds.duplicates.measuring import measured, scored
from seeds.duplicates.records import Business
from seeds.duplicates.rule import rule
from seeds.tables import rows
from seeds.taxonomies import taxonomies


@pytest.fixture(scope="module")
def sample() -> Corpus:
    """A quarter of the organisations that nothing was learned from."""
    return paired(lists(Random(7).sample(organisations("test"), 800), 3, DENSE))


def test_most_pairs_of_a_sample_are_found(sample: Corpus) -> None:
    assert scored(matcher().probability(sample.values) >= 0.5, sample)["f1"] >= 0.95


def test_what_the_rule_calls_clear_is_one_business(sample: Corpus) -> None:
    clear = scored(matcher().probability(sample.values) >= rule().clear, sample)

    assert clear["wrong"] <= 0.01 * clear["right"]


def test_the_glance_leaves_out_next_to_nothing(sample: Corpus) -> None:
    left_out = hopeless(sample.found, columns(sample.found), sample.left, sample.right)
    lost = left_out & sample.same & (matcher().probability(sample.values) >= rule().unclear)

    assert lost.sum() <= 0.002 * sample.same.sum()


@pytest.mark.long
@pytest.mark.parametrize(("density", "least"), [(DENSE, 0.97), (SPARSE, 0.965)], ids=["dense", "sparse"])
def test_pairs_of_organisations_that_nothing_was_learned_from_are_found(density: tuple[float, float], least: float) -> None:
    figures = measured(matcher(), corpus("test", 3, density))

    assert figures["at_half"]["f1"] >= least
    assert figures["at_clear"]["wrong"] <= 0.005 * figures["at_clear"]["right"]


COUNTRIES = {"de": "DE", "fr": "FR", "en": "GB"}
LATER = Path(__file__).parent / "data/duplicates/companies.csv"


@pytest.fixture(scope="module")
def registers() -> Corpus:
    """Companies of Horizon 2020 that ship, and 399 of them as a later register writes them: nothing here is made."""
    earlier = [(row["orgId"], Business(f"{row['orgId']}-0", row["name"], row["country"], row["city"])) for row in rows(SOURCE) if row["activityType"] == "PRC"]
    with LATER.open(encoding="utf-8", newline="") as file:
        later = [(row["pic"], Business(f"{row['pic']}-1", row["name"], row["country"], row["city"])) for row in csv.DictReader(file)]
    return paired([*earlier, *later])


@pytest.mark.long
def test_companies_of_two_registers_are_found_except_those_that_were_renamed(registers: Corpus) -> None:
    found = scored(matcher().probability(registers.values) >= 0.5, registers)

    assert found["right"] >= 360
    assert found["wrong"] <= 10


@pytest.mark.long
def test_what_the_rule_merges_between_two_registers_is_right(registers: Corpus) -> None:
    clear = scored(matcher().probability(registers.values) >= rule().clear, registers)

    assert clear["wrong"] <= 0.01 * clear["right"]


def in_eleven_lists() -> list[tuple[str, Business]]:
    """About 7,000 invented businesses, each with its key, in eleven lists: one in eight stands in a second list, some in a third, some have a relative."""
    parts = takewhile(lambda part: part[0] != "ties", invented(taxonomies().nodes, date(2026, 11, 24), scale=5_400))
    nodes = [node for label, batch in parts if label == "businesses" for node in batch.nodes if node.kind is Kind.BUSINESS]
    ids = {node.id for node in nodes}
    once = [node for node in nodes if node.id.rpartition("-")[0] not in ids]  # without the demonstration's own second entries
    known = [Business(node.id, node.name, COUNTRIES[str(node.props["lang"])], str(node.props["city"])) for node in once]
    draw = Random(11)
    return [(key, replace(business, id=f"{business.id}~{draw.randrange(11)}")) for key, business in lists(known, 5, (0.12, 0.02))]


@pytest.mark.long
def test_seven_thousand_businesses_in_eleven_clusters_are_counted_within_one_percent() -> None:
    made = in_eleven_lists()
    found = find(business for _, business in made)
    truth = len({key for key, _ in made})

    assert 6_900 <= truth <= 7_100
    assert abs(found.estimated - truth) <= 0.01 * truth
    assert abs(found.unique - truth) <= 0.015 * truth
