"""What all reasons share: how a sentence is said, what a reason gives back, and who on the way may be named."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.model import Edge
from matcher.asked import PROFILE, Asked
from matcher.explaining.phrases import phrases

Said = tuple[str, tuple[Edge, ...]]  # a sentence, and the edges of the snapshot that it rests on
Saying = Callable[[Asked, int, float], Said]  # a question, a row of the index and the points of the signal in; what is said of the row out
MOST = 3  # names in one sentence


def say(asked: Asked, text: str, **words: object) -> str:
    """A sentence in the asked language with its blanks filled."""
    return phrases(asked.lang).gettext(text) % words


def say_many(asked: Asked, one: str, many: str, count: int, **words: object) -> str:
    """A sentence in singular or plural, `count` filled in."""
    return phrases(asked.lang).ngettext(one, many, count) % {"count": count, **words}


def name(asked: Asked, row: int) -> str:
    """The name of a row that may be named."""
    return str(asked.index.names[row])


def plain(text: str, less: str = "") -> Saying:
    """A sentence without a path, and another one for a signal that speaks against."""
    return lambda asked, row, points: (say(asked, less if less and points < 0 else text, them=name(asked, row)), ())


def named(asked: Asked, rows: NDArray[np.integer]) -> NDArray[np.integer]:
    """Those of the rows that the caller may see by name."""
    found: NDArray[np.integer] = rows[asked.views[rows] == PROFILE]
    return found


def remembered(asked: Asked, key: object, make: Callable[[], Any]) -> Any:
    """What several reasons of one question share, found once."""
    if key not in asked.memo:
        asked.memo[key] = make()
    return asked.memo[key]
