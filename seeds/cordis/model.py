"""What a register of research projects says, whatever its layout: organisations, projects, and who took part in what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Node


@dataclass(frozen=True, slots=True)
class Participation:
    """One organisation (by PIC) in one project. `role`, `type` and `country` as the register writes them; `funding` is None where unknown."""

    pic: str
    project: str
    role: str
    type: str
    country: str
    funding: float | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """What is known of an organisation beside its participations; blanks are unknown. `updated` decides between two that differ."""

    name: str = ""
    type: str = ""
    city: str = ""
    register: str = ""
    region: str = ""
    sme: bool | None = None
    point: tuple[float, float] | None = None  # longitude, latitude
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """What is known of a project; `start` and `end` are ISO dates, `grant` is its other number, `fields` and `expertise` are codes."""

    name: str
    title: str = ""
    acronym: str = ""
    text: str = ""
    start: str = ""
    end: str = ""
    grant: str = ""
    fields: Sequence[str] = ()
    expertise: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A field of science that a download uses and our own table does not know."""

    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """One or several downloads. `left_out` counts rows by reason; `remarks` are sentences about tables as a whole."""

    participations: Sequence[Participation]
    organisations: Mapping[str, Organisation]
    projects: Mapping[str, Project]
    terms: Mapping[str, Term] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a register becomes the network. `people`: PIC → node; `projects`: key → id."""

    register: Register
    took: Sequence[Participation]
    people: Mapping[str, Node]
    projects: Mapping[str, str]
