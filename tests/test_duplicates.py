"""Records of one business across lists: what is compared, what is joined and what never is."""

from dataclasses import replace

import numpy as np
import pytest

from seeds.duplicates.blocking import candidates
from seeds.duplicates.columns import columns
from seeds.duplicates.comparing import Agreement, compare
from seeds.duplicates.corpus import DENSE, data_hash, lists
from seeds.duplicates.features import FEATURES, features
from seeds.duplicates.finding import Found, find
from seeds.duplicates.groups import Groups
from seeds.duplicates.matcher import matcher
from seeds.duplicates.numbers import compared, number
from seeds.duplicates.records import Business, records, registrable
from seeds.duplicates.rule import rule
from seeds.duplicates.spelling import spelled, town
from seeds.members.firms import parted

BAKERY = Business("a", "Bäckerei Lerchenhöfer GmbH", "DE", "München", "https://www.lerchenhoefer.example/", "DE123456789")


def likely(one: Business, other: Business) -> float:
    """The probability of two records alone, beside the names of Horizon 2020."""
    found = records([one, other])
    return float(matcher().probability(features(found, columns(found), np.array([0]), np.array([1])))[0])


def together(*businesses: Business) -> Found:
    return find(businesses)


@pytest.mark.parametrize(
    ("name", "bare", "form"),
    [
        ("Lerche & Söhne GmbH & Co. KG", "lerche and soehne", "gmbhcokg"),
        ("Lerche S.A.R.L.", "lerche", "limited"),
        ("LERCHE SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", "lerche", "limited"),
        ("Lerche Aktiengesellschaft", "lerche", "stock"),
        ("AB Lerche", "ab lerche", ""),
        ("As We Are Ltd", "as we are", "limited"),
    ],
)
def test_a_name_is_parted_from_its_legal_form(name: str, bare: str, form: str) -> None:
    assert (parted(name).bare, parted(name).form) == (bare, form)


@pytest.mark.parametrize("name", ["Müßiggang Größe", "MUESSIGGANG GROESSE GMBH", "Mussiggang Grosse", "Müssig-Gang Größe e.V."])
def test_spellings_of_one_name_are_the_same_letters(name: str) -> None:
    assert spelled(name).squashed == "musigangrose"


@pytest.mark.parametrize("name", ["Institut für Forschung", "Institute of Research", "Institut de Recherche", "ISTITUTO DI RICERCA"])
def test_common_words_of_several_languages_are_one(name: str) -> None:
    assert spelled(name).tokens == ("institute", "research")


@pytest.mark.parametrize("city", ["München", "MUNICH", "81667 Muenchen", "Munchen (Haidhausen)"])
def test_a_town_has_one_name(city: str) -> None:
    assert town(city) == "munich"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (("DE 123 456 789", "DE"), ("DE123456789", "DE"), 1),
        (("DE123456789", "DE"), ("DE987654321", "DE"), -1),
        (("DE123456789", "DE"), ("HRB 4711", "DE"), 0),
        (("HRB 4711", "DE"), ("HRB 4712 B", "DE"), 0),
        (("FR73381984921", "FR"), ("381 984 921 00012", "FR"), 1),
        (("GB123456789", "GB"), ("01234567", "GB"), 0),
        (("", "DE"), ("DE123456789", "DE"), 0),
        (("000000000", "DE"), ("000000000", "DE"), 0),
    ],
)
def test_only_numbers_of_one_kind_tell_two_businesses_apart(one: tuple[str, str], other: tuple[str, str], verdict: int) -> None:
    assert compared(number(*one), number(*other)) == verdict


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("https://www.acme.example/start", "acme.example"),
        ("shop.acme.co.uk", "acme.co.uk"),
        ("facebook.com/acme", "facebook.com/acme"),
        ("k.A.", ""),
        ("none", ""),
    ],
)
def test_a_site_is_its_registrable_host(site: str, host: str) -> None:
    assert registrable(site) == host


@pytest.mark.parametrize(
    "other",
    [
        Business("b", "BAECKEREI LERCHENHOEFER", "DE", "Munich"),
        Business("b", "Bäckerei Lerchenhöfer Gesellschaft mit beschränkter Haftung", "DE", "München"),
        Business("b", "Backerei Lerchenhofer gmbh", "DE", "MUNCHEN", "lerchenhoefer.example"),
        Business("b", "Lerchenhöfer, Bäckerei", "DE", "München", register="DE 123 456 789"),
        Business("b", "Bäckerei Lerchenhöfer München", "DE", "München"),
        Business("b", "Bäckerei Lerchenhöffer GmbH", "DE", "München", "https://lerchenhoefer.example"),
    ],
    ids=["umlauts", "form-in-full", "accents", "order", "town", "typo"],
)
def test_another_spelling_is_more_likely_one_than_not(other: Business) -> None:
    assert likely(BAKERY, other) > 0.5


@pytest.mark.parametrize(
    "other",
    [
        Business("b", "Bäckerei Lerchenhöfer France SARL", "FR", "Lyon"),
        Business("b", "Lerchenhöfer Holding GmbH", "DE", "München", "https://www.lerchenhoefer.example/"),
        Business("b", "Bäckerei Krähenhöfer GmbH", "DE", "München"),
        Business("b", "Bäckerei Lerchenhöfer GmbH", "DE", "Kiel", "https://www.kiel-lerchenhoefer.example/", "DE987654321"),
        Business("b", "Bäckerei Adler GmbH", "DE", "München"),
    ],
    ids=["abroad", "holding", "other-name", "other-number", "same-trade"],
)
def test_a_relative_or_neighbour_is_less_likely_one_than_not(other: Business) -> None:
    assert likely(BAKERY, other) < 0.5


def test_universities_of_two_towns_are_two() -> None:
    assert likely(Business("a", "Universität Leipzig", "DE", "Leipzig"), Business("b", "Universität Halle", "DE", "Halle")) < 0.1


def test_clear_pairs_are_one_group() -> None:
    three = [
        Business(id, name, "DE", "Kassel")
        for id, name in (("a", "Lerchenstein Druckwerk GmbH"), ("b", "LERCHENSTEIN DRUCKWERK"), ("c", "Lerchenstein Druckwerk"))
    ]

    assert together(*three).groups == [["a", "b", "c"]]
    assert together(*three).unique == 1


def test_one_name_in_two_towns_is_for_a_person_unless_a_number_or_site_is_shared() -> None:
    here, there = Business("a", "Lerchenstein Druckwerk GmbH", "DE", "Kassel", "lerchenstein.example"), Business("b", "Lerchenstein Druckwerk", "DE", "Kiel")

    assert [pair.clear for pair in together(here, there).pairs] == [False]
    assert [pair.clear for pair in together(here, replace(there, site="www.lerchenstein.example")).pairs] == [True]


def test_a_group_with_two_vat_numbers_is_refused() -> None:
    first = Business("a", "Lerchenstein Druckwerk GmbH", "DE", "Kassel", register="DE123456789")
    middle = Business("b", "Lerchenstein Druckwerk GmbH", "DE", "Kassel")
    last = Business("c", "Lerchenstein Druckwerk GmbH", "DE", "Kassel", register="DE987654321")

    assert {"a", "c"} not in [set(group) & {"a", "c"} for group in together(first, middle, last).groups]


def test_a_chain_whose_ends_speak_against_each_other_is_refused() -> None:
    groups = Groups({}, [(0, 2)])

    assert (groups.join(0, 1), groups.join(1, 2), groups.found()) == (True, False, [[0, 1]])


def test_what_a_person_decided_is_joined_whatever_it_contradicts() -> None:
    groups = Groups({0: ("vat DE", "1"), 1: ("vat DE", "2")}, [(0, 1)])

    assert groups.join(0, 1, decided=True)


def test_what_was_called_different_is_neither_listed_nor_joined() -> None:
    two = [Business(id, "Lerchenstein Druckwerk GmbH", "DE", "Kassel") for id in ("a", "b")]

    assert find(two, apart=[("a", "b")]).pairs == []
    assert find(two, apart=[("a", "b")]).groups == []


def test_what_was_taken_back_is_for_a_person_however_clear() -> None:
    two = [Business(id, "Lerchenstein Druckwerk GmbH", "DE", "Kassel") for id in ("a", "b")]

    assert [pair.clear for pair in find(two, asked=[("a", "b")]).pairs] == [False]


def test_the_order_of_the_records_does_not_matter() -> None:
    made = [business for _, business in lists([Business(f"k{n}", f"Lerchenstein {n} Druckwerk GmbH", "DE", "Kassel") for n in range(30)], 1, DENSE)]

    assert find(made) == find(made[::-1])


def test_ten_thousand_equal_names_make_few_pairs() -> None:
    left, right = candidates(records(Business(f"b{number:05}", "Studio Nord GmbH", "DE", "Kiel") for number in range(10_000)))

    assert len(left) < 10_000 * 20
    assert (left < right).all()


@pytest.mark.parametrize("name", ["", " ", "GmbH", "–", "漢字", "a" * 300, "A B C D E F G H I J K L M N O P", "e.V.", "\u202eGmbH", "Ł" * 300])
def test_no_name_breaks_the_finder(name: str) -> None:
    twins = [Business(id, name, "DE", "Kiel") for id in ("a", "b")]

    assert find([*twins, BAKERY]).records == 3


def test_two_records_side_by_side_say_what_agrees() -> None:
    other = Business("b", "Baeckerei Lerchenhoefer AG", "DE", "München Ost", "lerchenhoefer.com", "HRB 17")

    assert {fact.field: fact.agreement for fact in compare(BAKERY, other)} == {
        "name": Agreement.SAME,
        "form": Agreement.DIFFERS,
        "town": Agreement.LIKE,
        "country": Agreement.SAME,
        "site": Agreement.LIKE,
        "register": Agreement.UNKNOWN,
    }


def test_the_matcher_that_ships_was_learned_from_what_ships() -> None:
    assert matcher().data == data_hash()
    assert list(matcher().weights) == list(FEATURES)
    assert matcher().version == rule().version


def test_a_probability_never_falls_as_the_score_rises() -> None:
    chances = [chance for _, chance in matcher().points]

    assert chances == sorted(chances)
    assert 0 <= chances[0] <= chances[-1] < 1
