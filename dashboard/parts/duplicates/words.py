"""A pair in words: how likely it is one business, what was decided, how two facts stand to each other."""

from collections.abc import Mapping
from typing import Any

from dashboard.i18n import N_, _, day, number
from dashboard.parts.text import badge

Item = Mapping[str, Any]
AGREEMENTS = {"same": (N_("the same"), "green"), "like": (N_("nearly the same"), "blue"), "differs": (N_("different"), "orange"), "unknown": ("", "gray")}
_LIKELY = (
    (0.95, N_("Almost certainly one business.")),
    (0.8, N_("Very likely one business.")),
    (0.6, N_("Probably one business.")),
    (0.4, N_("One business or two: both are possible.")),
    (0.0, N_("Rather two businesses.")),
)


def certain(pair: Item) -> float:
    """The probability as it is shown: never all of a hundred."""
    return min(float(pair["probability"]), 0.99)


def likelihood(pair: Item) -> str:
    """The probability as a sentence, and as a count of a hundred."""
    if pair["probability"] is None:
        return ""
    chance = certain(pair)
    said = next(_(words) for least, words in _LIKELY if chance >= least)
    return said + " " + _("Of 100 pairs that look like this, about {count} are one business.").format(count=number(100 * chance))


def agreement(code: str) -> str:
    """A badge for how two facts stand to each other; nothing where one is not known."""
    said, colour = AGREEMENTS[code]
    return badge(_(said), colour) if said else ""


def decided(pair: Item) -> str:
    """What was decided, when, and by whom."""
    said = _("One business") if pair["state"] == "same" else _("Two businesses")
    who = _("by rule {rule}").format(rule=pair["rule"]) if pair["rule"] else _("by {office}").format(office=pair["by"] or "–")
    return f"{said} · {day(pair['on'])} · {who}"
