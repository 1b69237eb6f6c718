"""Makes the sample of an official CORDIS download that the tests read; run by hand: `python -m seeds.shrink.sample FOLDER TARGET`."""

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from seeds.shrink.write import plain
from seeds.tables import rows

ORGANIZATION = (
    "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;nutsCode;geolocation;organizationURL;"
    "contactForm;contentUpdateDate;rcn;order;role;ecContribution;netEcContribution;totalCost;endOfParticipation;active"
)
PROJECT = (
    "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;ecSignatureDate;frameworkProgramme;masterCall;subCall;"
    "fundingScheme;objective;contentUpdateDate;rcn;grantDoi"
)
TITLED, UNTITLED, MOST = 40, 6, 25
"""How many projects with and without a known title are taken, of at most so many organisations."""
_EMPTIED = ("street", "postCode", "organizationURL", "contactForm")
_AMOUNTS = ("ecContribution", "netEcContribution", "totalCost")

Row = Mapping[str, str]


def sample(folder: Path, target: Path) -> None:
    """Write organization.csv, project.csv and topics.csv for some projects, in the spelling of the download; what we do not know stays empty."""
    took = list(rows(folder / "organization_official_layout_sample.csv.gz"))
    titles = {row["projectID"]: row for row in rows(folder / "project_titles_partial.csv.gz") if row["title"]}
    dates = {row["rcn"]: row for row in rows(folder / "participations_2014_2018.csv.gz")}
    chosen = _chosen(took, titles)
    _write(target / "organization.csv", ORGANIZATION, (_organisation(row) for row in took if row["projectID"] in chosen))
    known = [titles[id] for id in chosen if id in titles]
    _write(target / "project.csv", PROJECT, (_project(row, dates[row["rcn"]]) for row in known))
    topics = ({"projectID": row["projectID"], "topic": row["topic"], "title": plain(row["topic_title"])} for row in known)
    _write(target / "topics.csv", "projectID;topic;title", topics)


def _chosen(took: Sequence[Row], titles: Mapping[str, Row]) -> list[str]:
    ids = [row["projectID"] for row in took]
    small = [id for id in sorted(set(ids)) if ids.count(id) <= MOST]
    return sorted([id for id in small if id in titles][:TITLED] + [id for id in small if id not in titles][:UNTITLED])


def _organisation(row: Row) -> Row:
    amounts = {name: row[name].replace(".", ",") for name in _AMOUNTS}  # the download writes decimal commas
    return {**dict.fromkeys(ORGANIZATION.split(";"), ""), **row, **dict.fromkeys(_EMPTIED, ""), **amounts}


def _project(row: Row, dated: Row) -> Row:
    known = {
        "id": row["projectID"],
        "rcn": row["rcn"],
        "acronym": row["acronym"],
        "title": plain(row["title"]),
        "topics": row["topic"],
        "frameworkProgramme": "H2020",
    }
    dates = {"startDate": dated["start_date"], "endDate": dated["end_date"]}
    money = {"totalCost": dated["total_cost"].replace(".", ","), "ecMaxContribution": dated["max_contribution"].replace(".", ",")}
    return {**dict.fromkeys(PROJECT.split(";"), ""), **known, **dates, **money}


def _write(path: Path, header: str, lines: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, header.split(";"), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
        table.writeheader()
        table.writerows(lines)


if __name__ == "__main__":
    sample(Path(sys.argv[1]), Path(sys.argv[2]))
