"""What a text is by its shape: a mail address, a web address, a telephone number, a date, an amount; and texts freed of the personal ones."""

import re
from collections.abc import Iterator
from functools import lru_cache

MAIL = re.compile(r"[\w.+'-]+(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]+(?:\.[\w-]+)*\.\w{2,}")
_TAIL = r"(?::\d+)?(?:/[^\s,;|<>\"'()]*)?"
SITE = re.compile(rf"(?i:https?://|www\.)[^\s,;|<>\"'()]+|(?<![@\w.-])(?:[\w-]+\.)+(?:[a-z]{{2,}}|[A-Z]{{2,}}){_TAIL}(?![\w@-])")
_DIGITS = re.compile(r"(?<![\w.,/-])(?:\+|\(\+|00|\(?0)[\d ()/.\u2013-]{5,}\d(?!\w)")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:[T ].*)?|\d\d?[./-]\d\d?[./-](?:\d{4}|\d\d)|\d{4}/\d\d?/\d\d?")
_AMOUNT = re.compile(r"[€£$]?\s*[\d.,' \u00a0\u202f]+\s*(?:[€£$%]|EUR|GBP|Euro|euros?)?", re.IGNORECASE)
_WORD_OF_CONTACT = re.compile(r"(?:^|\s)(?:tel|tél|fon|phone|mobil|mobile|mob|mail|e-mail|email|web|www|fax|handy|port|t|m|f|e|w)\s*[.:]+", re.IGNORECASE)
_NO_CONTACT = re.compile(r"[^@.\d\[(]*")
_BARE_MAIL = re.compile(r"[a-z][\w-]*(?:\.[\w-]+)*@[\w-]+(?:\.[\w-]+)+")
_BARE_SITE = re.compile(r"(?:https?://)?www\.[\w-]+(?:\.[\w-]+)+/?")
HIDDEN = "…"


def is_date(text: str) -> bool:
    """Whether a cell is a date, written in figures."""
    return _DATE.fullmatch(text) is not None


def is_amount(text: str) -> bool:
    """Whether a cell is only a number, maybe with a currency."""
    return _AMOUNT.fullmatch(text) is not None and any(letter.isdigit() for letter in text)


@lru_cache(maxsize=5_000)
def is_data(text: str) -> bool:
    """Whether a cell is surely no column's name: an address, a date, a number, a text."""
    return bool(len(text) > 90 or is_amount(text) or is_date(text) or MAIL.search(text) or SITE.fullmatch(text) or any(phones(text)))


def phones(text: str) -> Iterator[str]:
    """The telephone numbers in a text: they begin with +, 00 or 0 and have 7 to 15 figures."""
    if "0" in text or "+" in text:
        for found in _DIGITS.finditer(text):
            number = found[0].strip()
            if 7 <= sum(letter.isdigit() for letter in number) <= 15 and not is_date(number):
                yield number


def without_contacts(text: str) -> str:
    """The text with mail addresses and telephone numbers cut out."""
    if "@" in text or "(at)" in text or "[at]" in text:
        text = MAIL.sub(HIDDEN, text)
    for number in phones(text):
        text = text.replace(number, HIDDEN)
    return text


def split_contacts(text: str) -> tuple[str, list[str], list[str], list[str]]:
    """What a cell of mixed contacts holds: the rest (a name, maybe), sites, mail addresses, telephone numbers."""
    if _NO_CONTACT.fullmatch(text):
        return text.strip(" ,;|/:-–()"), [], [], []
    if _BARE_MAIL.fullmatch(text):
        return "", [], [text], []
    if _BARE_SITE.fullmatch(text):
        return "", [text], [], []
    mails = [found[0].replace(" ", "").replace("(at)", "@").replace("[at]", "@") for found in MAIL.finditer(text)]
    rest = MAIL.sub(" ", text)
    sites = [found[0].rstrip(".,;:") for found in SITE.finditer(rest)]
    rest = SITE.sub(" ", rest)
    numbers = list(phones(rest))
    for number in numbers:
        rest = rest.replace(number, " ")
    rest = _WORD_OF_CONTACT.sub(" ", rest)
    return " ".join(rest.split()).strip(" ,;|/:-–()"), sites, mails, numbers


def quoted(text: str) -> str:
    """A cell as a sentence may quote it: short, on one line, without addresses of persons."""
    return without_contacts(" ".join(text.split()))[:60]
