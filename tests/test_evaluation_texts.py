"""The texts that matching is measured on: enough of them, in three languages, of the promised shape, and not to be solved by counting words."""

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from seeds.tables import DATA, rows

FOLDER = Path(__file__).parent.parent / "matcher/evaluation"
LANGUAGES = ("en", "de", "fr")
PROFILES = list(csv.DictReader((FOLDER / "profiles.csv").read_text("utf-8").splitlines()))
PAIRS = list(csv.DictReader((FOLDER / "pairs.csv").read_text("utf-8").splitlines()))
TOWN: dict[str, Any] = tomllib.loads((FOLDER / "town_without_ties.toml").read_text("utf-8"))
BUSINESSES: dict[str, dict[str, Any]] = {business["id"]: business for business in TOWN["business"]}
PLANTED, COMPETITORS, DECOYS = ([tuple(pair) for pair in TOWN[key]] for key in ("planted", "competitors", "decoys"))
SECTIONS = {row["code"]: row["section"] for row in rows(DATA / "nace.csv")}
CREATIVE = {row["class"] for row in rows(DATA / "creative.csv")}
CONTACT = re.compile(r"@|https?:|www\.|\+\d{2}|\b0\d{2,}[ /-]?\d{3,}|\d{7,}")
TOWN_SPOKEN_IN = {"en": {"GB", "IE"}, "de": {"DE", "AT", "CH"}, "fr": {"FR", "BE", "CH"}}


def words(text: str) -> set[str]:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return set(re.findall(r"\w+", plain))


def stems(text: str, length: int = 5) -> set[str]:
    return {word[:length] for word in words(text) if len(word) >= length}


def overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def section(business: str) -> str:
    return SECTIONS[BUSINESSES[business]["nace"]]


def shared(key: str, pairs: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [pair for pair in pairs if BUSINESSES[pair[0]][key] == BUSINESSES[pair[1]][key]]


def texts_of(business: dict[str, Any]) -> list[str]:
    return [business["description"], *business["needs"], *business["offers"]]


PAIR_TEXTS = [pair[f"{side}_{language}"] for pair in PAIRS for side in ("need", "offer") for language in LANGUAGES]
PROFILE_TEXTS = [pair[f"{side}_{language}"] for pair in PROFILES for side in ("need", "offer") for language in LANGUAGES]
TOWN_TEXTS = [text for business in TOWN["business"] for text in texts_of(business)]


def test_there_are_enough_pairs_from_many_sectors_and_half_of_them_creative() -> None:
    creative = sum(pair["creative"] == "yes" for pair in PAIRS)

    assert len(PAIRS) >= 120
    assert len({pair["sector"] for pair in PAIRS}) >= 25
    assert abs(creative / len(PAIRS) - 0.5) < 0.05


def test_a_sector_is_a_nace_division_and_creative_ones_hold_a_creative_class() -> None:
    divisions = {code[:2] for code in CREATIVE}

    assert {pair["sector"] for pair in PAIRS} <= SECTIONS.keys()
    assert {pair["sector"] for pair in PAIRS if pair["creative"] == "yes"} <= divisions
    assert {pair["creative"] for pair in PAIRS} == {"yes", "no"}


def test_no_text_and_no_id_is_there_twice() -> None:
    ids = [pair["id"] for pair in PAIRS] + [business["id"] for business in TOWN["business"]]
    names = [business["name"] for business in TOWN["business"]]
    texts = [text.casefold() for text in PAIR_TEXTS + TOWN_TEXTS]

    assert [key for key, count in Counter(ids + names + texts).items() if count > 1] == []


def test_texts_are_short_and_trimmed() -> None:
    assert [text for text in PAIR_TEXTS if not 20 <= len(text) <= 400 or text != text.strip()] == []
    assert [text for text in TOWN_TEXTS if not 10 <= len(text) <= 400 or text != text.strip()] == []
    assert [business["id"] for business in TOWN["business"] if not 60 <= len(business["description"]) <= 400] == []


def test_no_text_holds_a_way_to_reach_a_person() -> None:
    assert [text for text in PAIR_TEXTS + PROFILE_TEXTS + TOWN_TEXTS if CONTACT.search(text)] == []


def test_profiles_are_a_hundred_short_lines_of_many_sectors_each_said_once() -> None:
    assert len({pair["id"] for pair in PROFILES}) == len(PROFILES) >= 100
    assert len({text.casefold() for text in PROFILE_TEXTS}) == len(PROFILE_TEXTS)
    assert [text for text in PROFILE_TEXTS if not 3 <= len(text.split()) <= 20] == []
    assert len({pair["sector"] for pair in PROFILES}) >= 35
    assert {pair["sector"] for pair in PROFILES} <= SECTIONS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_need_and_its_offer_share_hardly_a_word(language: str) -> None:
    sides = [(pair[f"need_{language}"], pair[f"offer_{language}"]) for pair in PAIRS]

    assert [pair for pair in sides if overlap(words(pair[0]), words(pair[1])) >= 0.2] == []
    assert [pair for pair in sides if stems(pair[0]) & stems(pair[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_counting_shared_words_finds_few_offers(language: str) -> None:
    needs, offers = ([words(pair[f"{side}_{language}"]) for pair in PAIRS] for side in ("need", "offer"))
    found = sum(max(range(len(offers)), key=lambda place: overlap(need, offers[place])) == at for at, need in enumerate(needs))

    assert found / len(PAIRS) < 0.1


def test_the_town_speaks_three_languages_in_equal_parts() -> None:
    spoken = Counter(business["language"] for business in TOWN["business"])

    assert len(BUSINESSES) >= 80
    assert spoken.keys() == set(LANGUAGES)
    assert min(spoken.values()) / len(BUSINESSES) > 0.3


def test_a_business_writes_in_a_language_of_its_country_and_has_a_nace_class() -> None:
    assert [business["id"] for business in TOWN["business"] if business["country"] not in TOWN_SPOKEN_IN[business["language"]]] == []
    assert [business["id"] for business in TOWN["business"] if business["nace"] not in SECTIONS or len(business["nace"]) != 5] == []


def test_a_business_has_one_to_three_needs_and_offers() -> None:
    assert {len(business["needs"]) for business in TOWN["business"]} <= {1, 2, 3}
    assert {len(business["offers"]) for business in TOWN["business"]} <= {1, 2, 3}


def test_sixty_businesses_have_one_planted_partner_elsewhere() -> None:
    assert len({source for source, _ in PLANTED}) == len(PLANTED) >= 60
    assert shared("country", PLANTED) == shared("language", PLANTED) == []
    assert [pair for pair in PLANTED if section(pair[0]) == section(pair[1])] == []


def test_each_direction_of_language_has_its_share_of_planted_pairs() -> None:
    directions = Counter((BUSINESSES[source]["language"], BUSINESSES[target]["language"]) for source, target in PLANTED)

    assert directions.keys() == set(permutations(LANGUAGES, 2))
    assert min(directions.values()) >= 8


def test_a_competitor_is_of_the_same_class_and_town_and_nobodys_target() -> None:
    alike = [shared(key, COMPETITORS) for key in ("nace", "city", "country", "language")]
    sources = {source for source, _ in PLANTED}

    assert alike == [COMPETITORS] * 4
    assert {source for source, _ in COMPETITORS} <= sources
    assert {competitor for _, competitor in COMPETITORS}.isdisjoint({target for _, target in PLANTED})


def test_nobody_who_has_a_competitor_is_a_target_since_the_competitor_would_do_as_well() -> None:
    assert {source for source, _ in COMPETITORS}.isdisjoint({target for _, target in PLANTED})


def test_a_decoy_uses_a_word_of_the_need_in_another_section_and_country() -> None:
    same_words = [stems(" ".join(BUSINESSES[source]["needs"]), 4) & stems(" ".join(BUSINESSES[decoy]["offers"]), 4) for source, decoy in DECOYS]

    assert len(DECOYS) >= 15
    assert shared("country", DECOYS) == [pair for pair in DECOYS if section(pair[0]) == section(pair[1])] == []
    assert set() not in same_words
    assert {decoy for _, decoy in DECOYS}.isdisjoint({name for pair in PLANTED for name in pair})
