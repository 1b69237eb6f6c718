"""Invents names of businesses that nobody bears twice."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from graph.schema import Lang
from seeds.slugs import slug


class Names:
    """Hands out names; `{w}` in a form becomes an invented name, in French `{de_w}` the same with its article."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = words
        self._taken: set[str] = set()

    def invent(self, forms: Sequence[str], lang: Lang, city: str, draw: Random) -> str:
        """A name in one of the forms; the town joins it where the short name is taken."""
        for attempt in range(200):
            form = draw.choice(forms)
            name = form.format(**self._word(lang, draw))
            name = name if attempt < 20 else f"{name} {city}"
            if slug(name) not in self._taken:
                break
        else:
            name = f"{name} {len(self._taken)}"
        self._taken.add(slug(name))
        return name

    def _word(self, lang: Lang, draw: Random) -> dict[str, str]:
        words = self._words[lang]
        if lang is not Lang.FR:
            return {"w": draw.choice(words["first"]) + draw.choice(words["last"])}
        gender, article = draw.choice((("feminine", "de la "), ("masculine", "du ")))
        noun = draw.choice(words[gender])
        named = noun if draw.random() < 0.3 else f"{noun} {draw.choice(words[f'{gender}_with'])}"
        elided = "de l'" if slug(noun)[0] in "aeiou" or noun in {"Hermine"} else article
        return {"w": named, "de_w": elided + named}
