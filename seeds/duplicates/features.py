"""What speaks for and against two records being one business, as numbers: one column per feature, one row per pair."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from seeds.duplicates.columns import NOTHING, Bools, Columns
from seeds.duplicates.records import Ints, Records
from seeds.duplicates.spelling import Name

Values = NDArray[np.float32]
FEATURES: Mapping[str, str] = tomllib.loads(Path(__file__).with_name("features.toml").read_text("utf-8"))
"""Every feature with its meaning, in the order of the columns."""
_LIKE = 85
_BEGINS, _SHORTEST = 0.94, 8
_SHORT_FORM = range(2, 8)
_HALF, _UNLIKE = 0.5, 0.6
_AT_ONCE = 50_000


def features(found: Records, columns: Columns, left: Ints, right: Ints) -> Values:
    """One row per pair, one column per feature."""
    parts = [_some(found, columns, left[at : at + _AT_ONCE], right[at : at + _AT_ONCE]) for at in range(0, len(left), _AT_ONCE)]
    return np.concatenate(parts) if parts else np.empty((0, len(FEATURES)), np.float32)


def elsewhere(values: Values) -> Bools:
    """Pairs in different towns that share neither number nor site: namesakes are like that, so no rule joins them, however like the names."""
    column = {name: values[:, place] for place, name in enumerate(FEATURES)}
    return np.asarray((column["town_differs"] > 0) & (column["number_same"] <= 0) & (column["host_same"] <= 0))


def hopeless(found: Records, columns: Columns, left: Ints, right: Ints) -> Bools:
    """Pairs that need no closer look: unlike letters, hardly a word in common, and no number, site or short form that they share."""
    one, other = _Side(columns, left), _Side(columns, right)
    common = (one.weights * _any_of(one.tokens, other.tokens)).sum(axis=1)
    share = common / np.maximum(np.minimum(one.weights.sum(axis=1), other.weights.sum(axis=1)), 1e-6)
    known = np.zeros(len(left), dtype=bool)
    for column in (columns.numbers, columns.hosts):
        known |= (column[left] == column[right]) & (column[left] != NOTHING)
    known |= _short(columns, one, other) | _short(columns, other, one) | same_as(columns.squashed, columns.initials, one, other)
    open_pairs = np.flatnonzero(~known & (share < _HALF))
    unlike = np.zeros(len(left), dtype=bool)
    names = found.names
    likeness = _ratios([names[row].squashed for row in left[open_pairs].tolist()], [names[row].squashed for row in right[open_pairs].tolist()])
    unlike[open_pairs] = likeness < _UNLIKE
    return unlike


def _some(found: Records, columns: Columns, left: Ints, right: Ints) -> Values:
    one, other = _Side(columns, left), _Side(columns, right)
    made = {**_words(found, one, other), **_facts(columns, one, other, found)}
    made |= _together(made, one, other)
    return np.stack([np.asarray(made[name], dtype=np.float32) for name in FEATURES], axis=1)


class _Side:
    """One end of each pair."""

    def __init__(self, columns: Columns, rows: Ints) -> None:
        self.columns, self.rows = columns, rows
        self.tokens, self.weights = columns.tokens[rows], columns.weights[rows]
        self.real = self.tokens != NOTHING

    def own(self, other: "_Side") -> tuple[Bools, Bools]:
        """Which tokens only this side has, and which of those are a town, a short form or a legal form."""
        lone = self.real & ~_any_of(self.tokens, other.tokens)
        columns = self.columns
        harmless = columns.formal[self.rows].copy()
        for words in (columns.town_words[self.rows], columns.town_words[other.rows]):
            harmless |= _any_of(self.tokens, words)
        short = columns.initials[other.rows][:, None]
        harmless |= (self.tokens == short) & (short != NOTHING)
        return lone, lone & harmless


def _any_of(tokens: Ints, words: Ints) -> Bools:
    """For each token: is it among the words of its pair?"""
    return np.asarray(((tokens[:, :, None] == words[:, None, :]) & (words[:, None, :] != NOTHING)).any(axis=2))


def _words(found: Records, one: _Side, other: _Side) -> dict[str, NDArray[np.generic]]:
    (mine, mine_harmless), (theirs, theirs_harmless) = one.own(other), other.own(one)
    _add_short_forms(found, (one, mine, mine_harmless), (other, theirs))
    _add_short_forms(found, (other, theirs, theirs_harmless), (one, mine))
    shared = (one.weights * (one.real & ~mine)).sum(axis=1) / 10
    left_one = (one.weights * (mine & ~mine_harmless)).sum(axis=1) / 10
    left_other = (other.weights * (theirs & ~theirs_harmless)).sum(axis=1) / 10
    both = np.asarray(mine.any(axis=1) & theirs.any(axis=1))
    written, begins, cut = _written(found, one, other)
    mine_left, theirs_left = mine & ~mine_harmless, theirs & ~theirs_harmless
    alone = (mine | theirs).any(axis=1) & ~mine_left.any(axis=1) & ~theirs_left.any(axis=1)
    letters, ordered, own = _likeness(found, one, other, (mine, theirs, both))
    likest = np.maximum(letters, ordered)
    columns = one.columns
    same = (columns.squashed[one.rows] == columns.squashed[other.rows]) | (ordered >= 1)
    kin = (columns.kin[one.rows] & mine).any(axis=1) | (columns.kin[other.rows] & theirs).any(axis=1)
    return {
        "letters_same": same,
        "letters_like_70": np.maximum(likest - 0.70, 0),
        "letters_like_85": np.maximum(likest - 0.85, 0),
        "letters_like_93": np.maximum(likest - 0.93, 0),
        "written_like_80": np.maximum(written - 0.80, 0),
        "written_like_92": np.maximum(written - 0.92, 0),
        "begins": np.where(same, 0, begins),
        "shared": np.minimum(shared, 2),
        "left_less": np.where(same, 0, np.minimum(np.minimum(left_one, left_other), 2)),
        "left_more": np.where(same, 0, np.minimum(np.maximum(left_one, left_other), 2)),
        "left_both": both & ~same,
        "left_like_60": np.where(both & ~same, np.maximum(own - 0.60, 0), 0),
        "left_like_85": np.where(both & ~same, np.maximum(own - 0.85, 0), 0),
        "extra_words": np.where(~same & ~both & (begins <= 0), np.minimum(mine_left.sum(axis=1) + theirs_left.sum(axis=1), 3), 0),
        "share": shared / np.maximum(shared + left_one + left_other, 1e-6),
        "kin_left": kin & ~same,
        "otherwise_same": alone & ~same,
        "cut": cut & ~same,
        "town_left": mine_harmless.any(axis=1) | theirs_harmless.any(axis=1),
        "weight": np.minimum(np.minimum(one.weights.sum(axis=1), other.weights.sum(axis=1)) / 10, 3),
        "left_rare": np.where(both & ~same, np.minimum(np.minimum(left_one, left_other), 1), 0),
        "likest": np.maximum(likest, written),
    }


def _add_short_forms(found: Records, side: tuple[_Side, Bools, Bools], other: tuple[_Side, Bools]) -> None:
    """A single word of its own that may be the other's short form is harmless, too: its letters begin words of the other, in their order."""
    mine, lone, harmless = side
    theirs, others = other
    for pair in np.flatnonzero((lone.sum(axis=1) == 1) & ~others.any(axis=1)).tolist():
        at = int(lone[pair].argmax())
        token, words = found.names[mine.rows[pair]].tokens[at], found.names[theirs.rows[pair]].words
        if len(token) in _SHORT_FORM and _is_within(token, [word[0] for word in words if word != token]):
            harmless[pair, at] = True


def _is_within(short: str, letters: list[str]) -> bool:
    """Do the letters of a short form come among the others in their order, the first one first?"""
    if letters[:1] != [short[0]]:
        return False
    rest = iter(letters)
    return all(letter in rest for letter in short)


def _written(found: Records, one: _Side, other: _Side) -> tuple[Values, Values, Bools]:
    """0 to 1: of the names as they stand; how long the shorter is, in tens of letters, if the longer begins with it; whether it breaks off in a word."""
    firsts, seconds = ([found.names[row] for row in side.rows.tolist()] for side in (one, other))
    ordered = [(a, b) if len(a.written) <= len(b.written) else (b, a) for a, b in zip(firsts, seconds, strict=True)]
    shorts = [short.written for short, _ in ordered]
    lengths = np.array([len(short) for short in shorts], dtype=np.float32)
    begins = (_ratios(shorts, [long.written[: len(short.written)] for short, long in ordered]) >= _BEGINS) & (lengths >= _SHORTEST)
    cut = np.array([_breaks_off(short, long) for short, long in ordered], dtype=bool) & begins
    likeness = _ratios([name.written for name in firsts], [name.written for name in seconds])
    return likeness, np.where(begins, np.minimum(lengths / 10, 4), 0).astype(np.float32), cut


def _breaks_off(short: Name, long: Name) -> bool:
    """Is the shorter name's last word the beginning of a word of the longer, but no word of it?"""
    last = short.words[-1] if short.words else ""
    return bool(last) and last not in long.words and any(word.startswith(last) for word in long.words)


def _likeness(found: Records, one: _Side, other: _Side, lone: tuple[Bools, Bools, Bools]) -> tuple[Values, Values, Values]:
    """0 to 1: of all letters, of the words in the order of the alphabet, of the words that each side has alone."""
    names = found.names
    mine, theirs, both = lone
    firsts, seconds = [names[row] for row in one.rows.tolist()], [names[row] for row in other.rows.tolist()]
    letters = _ratios([name.squashed for name in firsts], [name.squashed for name in seconds])
    ordered = _ratios([name.ordered for name in firsts], [name.ordered for name in seconds])
    own = np.zeros(len(firsts), np.float32)
    at = np.flatnonzero(both)
    if len(at):
        own[at] = _ratios([_kept(firsts[pair].tokens, mine[pair]) for pair in at.tolist()], [_kept(seconds[pair].tokens, theirs[pair]) for pair in at.tolist()])
    return letters, ordered, own


def _kept(tokens: tuple[str, ...], lone: Bools) -> str:
    return "".join(token for token, is_lone in zip(tokens, lone.tolist(), strict=False) if is_lone)


def _ratios(firsts: list[str], seconds: list[str]) -> Values:
    return np.asarray(process.cpdist(firsts, seconds, scorer=fuzz.ratio, dtype=np.float32, workers=1) / 100, dtype=np.float32)


def _facts(columns: Columns, one: _Side, other: _Side, found: Records) -> dict[str, NDArray[np.generic]]:
    def same(column: Ints) -> Bools:
        return np.asarray((column[one.rows] == column[other.rows]) & (column[one.rows] != NOTHING))

    def differs(column: Ints) -> Bools:
        return np.asarray((column[one.rows] != column[other.rows]) & (column[one.rows] != NOTHING) & (column[other.rows] != NOTHING))

    number = same(columns.numbers)
    apart = differs(columns.numbers) & same(columns.kinds) & ~columns.courts[one.rows]
    towns_differ = differs(columns.towns)
    near = np.zeros(len(one.rows), dtype=bool)
    at = np.flatnonzero(towns_differ)
    near[at] = _near([found.towns[row] for row in one.rows[at].tolist()], [found.towns[row] for row in other.rows[at].tolist()])
    sites_like = same(columns.labels) & ~same(columns.hosts)
    digits = columns.digits[one.rows] != columns.digits[other.rows]
    return {
        "named_countries_differ": differs(columns.named),
        "short_form": _short(columns, one, other) | _short(columns, other, one),
        "short_alone": same_as(columns.squashed, columns.initials, one, other),
        "digits_differ": digits,
        "form_same": same(columns.forms),
        "form_differs": differs(columns.forms),
        "town_same": same(columns.towns),
        "town_like": near,
        "town_differs": towns_differ & ~near,
        "country_same": same(columns.countries),
        "country_differs": differs(columns.countries),
        "number_same": number * np.where(columns.courts[one.rows], 0.5, 1.0),
        "number_differs": apart,
        "host_same": same(columns.hosts),
        "host_like": sites_like,
        "host_differs": differs(columns.hosts) & ~sites_like,
        "bearers": np.log(np.maximum(np.maximum(columns.bearers[one.rows], columns.bearers[other.rows]), 1)),
    }


def _short(columns: Columns, one: _Side, other: _Side) -> Bools:
    """Does one name hold, in capitals or apart, the initials of the other?"""
    wanted = columns.initials[other.rows][:, None]
    return np.asarray(((columns.briefs[one.rows] == wanted) & (wanted != NOTHING)).any(axis=1))


def same_as(column: Ints, like: Ints, one: _Side, other: _Side) -> Bools:
    """Is the one's value in a column the other's value in another column?"""
    forth = (column[one.rows] == like[other.rows]) & (like[other.rows] != NOTHING)
    return np.asarray(forth | ((column[other.rows] == like[one.rows]) & (like[one.rows] != NOTHING)))


def _near(firsts: list[str], seconds: list[str]) -> Bools:
    """`milano` and `milano mi`, `adlershof berlin` and `berlin`, `thesaloniki` and `thesalonikh`."""
    alike = np.asarray(process.cpdist(firsts, seconds, scorer=fuzz.ratio, dtype=np.float32, workers=1)) >= _LIKE if firsts else np.empty(0, bool)
    within = [set(first.split()) <= set(second.split()) or set(second.split()) <= set(first.split()) for first, second in zip(firsts, seconds, strict=True)]
    return np.asarray(alike | np.array(within, dtype=bool))


def _together(made: dict[str, NDArray[np.generic]], one: _Side, other: _Side) -> dict[str, NDArray[np.generic]]:
    """Features that mean more together than apart."""
    same, likest = made["letters_same"].astype(bool), made.pop("likest").astype(np.float32)
    town, abroad = made["town_same"].astype(bool), made["country_differs"].astype(bool)
    kin, both = made["kin_left"].astype(bool), made["left_both"].astype(bool)
    nested = ~same & ~both & (made["shared"].astype(np.float32) > 0)
    return {
        "same_in_town": same & town,
        "same_not_in_town": same & made["town_differs"].astype(bool),
        "same_abroad": same & abroad,
        "same_not_form": same & made["form_differs"].astype(bool),
        "nested_in_town": nested & town,
        "like_in_town": (likest >= 0.9) & town,
        "kin_abroad": kin & abroad,
        "begins_in_town": made["begins"] * town,
        "kin_one_site": kin & made["host_same"].astype(bool),
        "kin_like": kin & ~both & ~same,
        "left_in_town": both & town,
        "left_not_in_town": both & made["town_differs"].astype(bool),
        "strangers": (made["shared"].astype(np.float32) <= 0) & (likest < 0.7),
        "host_and_name": made["host_same"].astype(bool) * np.minimum(made["shared"].astype(np.float32), 1),
    }
