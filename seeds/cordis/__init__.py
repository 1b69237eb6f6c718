"""Imports who took part in which European research project, from the official CORDIS downloads or from compact tables."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph.model import Batch
from seeds.cordis.compact import compact
from seeds.cordis.known import Known
from seeds.cordis.model import Organisation, Project, Register, Term
from seeds.cordis.network import Imported, network
from seeds.cordis.official import official
from seeds.cordis.sources import downloads
from seeds.tables import DATA


def cordis(*paths: Path, until: int | None = None) -> Batch:
    """The network of all projects that started in `until` or before; the shipped tables (2014–2018) if no path is named."""
    return read_cordis(*paths, until=until).batch


def read_cordis(*paths: Path, until: int | None = None, known: Known | None = None) -> Imported:
    """Like `cordis`, with counts and remarks. Each path is a folder or zip of one or more downloads; they become one network."""
    found = [download for path in paths or (DATA / "h2020",) for download in downloads(path)]
    return network(_together([compact(download) if download.is_compact else official(download) for download in found]), until=until, known=known)


def _together(registers: Sequence[Register]) -> Register:
    """Several downloads as one: of an organisation in two of them the newer facts count, of a project the last that has a title.

    A project that one of them knows by grant number only is the one that another knows by rcn as well.
    """
    if len(registers) == 1:
        return registers[0]
    organisations: dict[str, Organisation] = {}
    projects: dict[str, Project] = {}
    terms: dict[str, Term] = {}
    for register in registers:
        newer = {pic: said for pic, said in register.organisations.items() if pic not in organisations or organisations[pic].updated <= said.updated}
        organisations.update(newer)
        projects.update({key: project for key, project in register.projects.items() if key not in projects or project.title})
        terms.update(register.terms)
    by_grant = {project.grant: key for key, project in projects.items() if project.grant and key != f"grant-{project.grant}"}
    same = {f"grant-{grant}": key for grant, key in by_grant.items() if f"grant-{grant}" in projects}
    return Register(
        participations=[replace(took, project=same.get(took.project, took.project)) for register in registers for took in register.participations],
        organisations=organisations,
        projects={key: project for key, project in projects.items() if key not in same},
        terms=terms,
        left_out=sum((Counter(register.left_out) for register in registers), Counter()),
        remarks=[remark for register in registers for remark in register.remarks],
    )
