"""Words for what trials name by code."""

from dashboard.i18n import N_, _, language, number, signed
from dashboard.words import SIZES, word

OUTCOMES = {
    "collaboration": N_("A collaboration signed by one side and confirmed by the other"),
    "interest_accepted": N_("An accepted expression of interest"),
    "r2": N_("A first voluntary step (directly benefited)"),
    "r3": N_("Support in depth"),
}
DESIGNS = {
    "waiting_list": N_("Waiting list: the others are offered introductions when it is over"),
    "encouragement": N_("Encouragement: some are encouraged, nobody is kept waiting"),
}
ARMS = {
    ("waiting_list", "offer"): N_("Offered at once"),
    ("waiting_list", "wait"): N_("Waited"),
    ("encouragement", "offer"): N_("Encouraged"),
    ("encouragement", "wait"): N_("Not encouraged"),
}
STATES = {
    "declared": N_("declared, not drawn yet"),
    "running": N_("running"),
    "over": N_("over, result below"),
}
STRATA = {"country": N_("country"), "section": N_("sector"), "size": N_("size"), "lang": N_("language")}
ASKED = {"revenue": N_("Revenue, in bands"), "innovation": N_("Introduced an innovation, of 100")}
CHANNELS = {
    "crossmatch": N_("Introduced through Crossmatch"),
    "event": N_("Met at an event"),
    "own": N_("Found without the programme"),
    "": N_("Not told how"),
}
OF_100 = 100.0


def arm_word(design: str, arm: str) -> str:
    """What an arm is called in this design."""
    return _(ARMS[design, arm])


def of_100(share: float) -> str:
    """0.107 → 11, 0.034 → 3.4: so many of a hundred, with a digit more where they are few."""
    return number(share * OF_100, _digits(share))


def points(difference: float | None) -> str:
    """A difference of shares as so many of a hundred, with its sign; a dash for none."""
    return "–" if difference is None else signed(difference * OF_100, _digits(difference))


def _digits(share: float) -> int:
    return int(0.05 <= abs(share * OF_100) < 9.95)


def decimals() -> str:
    """How an axis writes a number in the session's language: with a comma in German and French."""
    return "datum.label" if language() == "en" else "replace(datum.label, '.', ',')"


def draws(p: float) -> str:
    """How many of a hundred draws: 4.8, 11, fewer than 0.1."""
    if p < 0.001:
        return _("fewer than {count}").format(count=number(0.1, 1))
    return number(p * OF_100, 1 if p < 0.1 else 0)


def stratum_word(code: str) -> str:
    """DE-micro → DE · Micro (under 10); parts without a word stay as they are."""
    return " · ".join(word(SIZES, part) if part in SIZES else _("not known") if part == "x" else part for part in code.split("-"))
