"""From the bytes of a text file to text: UTF-8 first, then whichever old encoding makes words of its letters, and that is said."""

import codecs
import re
from collections.abc import Iterator

import charset_normalizer

from seeds.formats.bounds import Refused
from seeds.formats.table import Remark
from seeds.report import Sentence

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS (850)", "cp1250": "Windows-1250"}
_LETTERS = frozenset("äöüßéèêëàâçîïôûùáíóúñåøæœãõŠšŽžÄÖÜÉÈÊËÀÂÇÎÏÔÛÙÁÍÓÚÑÅØÆŒąćęłńśźżĄĆĘŁŃŚŹŻőűčřůěďťň")
_SIGNS = frozenset("„“”‚‘’–—…€«»°§©®™·•\u00a0²³½£´×")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_WORD = re.compile(r"\w*[^\W\d_a-zA-Z]\w*")
_GARBLED = re.compile("\ufffd|Ã[\u0080-\u00bf¼Ÿ¤¶„–œ©¨ª«€‰Š‡§®´»¹]|â€[“”™œžš¦]")
SAMPLE = 400_000
"""So many bytes that are not ASCII are looked at; a guess does not get better with more."""


def decoded(content: bytes, name: str) -> tuple[str, list[Remark]]:
    """The text of a file and what has to be said about its encoding. Bytes that are no UTF-8 in a file that else is stay as surrogates.

    Raises Refused if it is no text, or text of which no encoding makes words.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strict(content[len(bom) :], encoding, name), []
    if encoding := _wide(content):
        return _guessed(_strict(content, encoding, name), encoding.upper())
    text = content.decode("utf-8", "surrogateescape")
    if _is_rubbish(text):
        raise Refused("not_text", "{name} is no text and no table that can be read; save the list as Excel workbook (.xlsx) or CSV UTF-8", name=name)
    bad = sum(1 for _ in re.finditer("[\udc80-\udcff]", text))
    if not bad:
        return text, list(_doubts(text))
    good = sum(1 for _ in re.finditer("[\x80-\U0010ffff]", text)) - bad
    if good > bad:  # old encodings almost never look like UTF-8: this is UTF-8 with damaged places
        return text, []
    return _old(content, name)


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding, "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape" if encoding == "utf-8" else "strict")
    except UnicodeDecodeError as error:
        template = "{name} says that it is {encoding}, but is not (byte {byte}); save it again as CSV UTF-8"
        raise Refused("bad_encoding", template, name=name, encoding=encoding.upper(), byte=error.start) from error


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    head = content[:4000]
    if len(head) < 4 or len(content) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough = len(head) // 2 * 0.7
    return "utf-16-le" if odd > enough and not even else "utf-16-be" if even > enough and not odd else ""


def _is_rubbish(text: str) -> bool:
    """More than one control character in fifty is no text; a few of them cost their lines only."""
    head = text[:100_000]
    return len(_CONTROLS.findall(head)) > max(3, len(head) // 50)


def _old(content: bytes, name: str) -> tuple[str, list[Remark]]:
    sample = b" ".join(_places(content))
    scores = {encoding: _likely(sample, encoding) for encoding in _OLD}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] > 0.5:
        return _guessed(content.decode(best, "replace"), _OLD[best])
    found = charset_normalizer.from_bytes(sample, threshold=0.1).best()
    if found is None or found.encoding == "utf_8":
        raise Refused("unknown_encoding", "the encoding of {name} cannot be told; open it and save it as CSV UTF-8", name=name)
    return _guessed(content.decode(found.encoding, "replace"), found.encoding)


def _places(content: bytes) -> Iterator[bytes]:
    """The words with bytes that are not ASCII, up to the size of the sample."""
    taken = 0
    for word in re.finditer(rb"[^\s;,\t|\"]*[\x80-\xff][^\s;,\t|\"]*", content):
        taken += len(word[0])
        if taken > SAMPLE:
            return
        yield word[0][:200]


def _likely(sample: bytes, encoding: str) -> float:
    """How many of the characters that are not ASCII are letters beside letters, or signs of written language: -1..1."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    marks = [_mark(text[max(at - 1, 0) : at], char, text[at + 1 : at + 2]) for at, char in enumerate(text) if char > "\x7f"]
    return sum(marks) / len(marks) if marks else -1.0


def _mark(before: str, char: str, after: str) -> float:
    if char in _LETTERS:
        if before > "\x7f" and after > "\x7f" and before.isalpha() and after.isalpha():
            return -0.5  # German and French words are mostly of plain letters
        jumps = char.isupper() and before.islower()  # "MÅller": the capital inside a word gives a wrong encoding away
        return -0.5 if jumps else 1.0 if before.isalpha() or after.isalpha() else 0.5
    inside = before.isalpha() and after.isalpha() and char not in "’·´"
    return 0.6 if char in _SIGNS and not inside else -1.0


def _guessed(text: str, encoding: str) -> tuple[str, list[Remark]]:
    word = _WORD.search(text)
    values = {"encoding": encoding, "word": word[0][:40] if word else ""}
    template = "the file is not UTF-8 and was read as {encoding}; check that '{word}' is spelled right, else save it as CSV UTF-8"
    return text, [Remark("encoding_guessed", Sentence(template, values)), *_doubts(text)]


def _doubts(text: str) -> Iterator[Remark]:
    if found := _GARBLED.search(text):
        word = text[max(found.start() - 12, 0) : found.end() + 12].rpartition("\n")[2]
        template = "some letters were already garbled when the file was saved ('{word}'); names come in as they are written there"
        yield Remark("garbled", Sentence(template, {"word": word}))
