"""Walks through the XML of a part once, without building a tree and without entities."""

from collections.abc import Callable, Mapping
from typing import IO, Protocol
from xml.parsers import expat

from defusedxml.common import DTDForbidden

CHUNK = 1 << 16
MAX_TOKEN = 4 << 20  # a tag or attribute longer than this is no workbook's


class Walker(Protocol):
    """What is told of every element; names come without their prefix."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters between two tags, maybe in pieces."""


def walk(stream: IO[bytes], walker: Walker, told: Callable[[int], None] = lambda read: None) -> None:
    """Raises ExpatError, ValueError (also DTDForbidden) or LookupError for XML that is damaged or hostile."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = walker.text

    def root(tag: str, attributes: Mapping[str, str]) -> None:
        """A prefix is on all names or on none; without one, nothing stands between the parser and the walker."""
        parser.StartElementHandler = (lambda tag, attributes: walker.start(_local(tag), attributes)) if ":" in tag else walker.start
        parser.EndElementHandler = (lambda tag: walker.end(_local(tag))) if ":" in tag else walker.end
        walker.start(_local(tag), attributes)

    parser.StartElementHandler = root
    parser.StartDoctypeDeclHandler = _forbidden
    read = 0
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
        read += len(chunk)
        if read - parser.CurrentByteIndex > MAX_TOKEN:
            raise ValueError("a tag without an end")
        told(read)
    parser.Parse(b"", True)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _forbidden(name: str, system: str | None, public: str | None, internal: int) -> None:
    raise DTDForbidden(name, system, public)
