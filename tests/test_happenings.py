"""Lists of what happened: who came, who got and opened a mail, who was helped for how long; each event once in the ledger, and never a person's name."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from eventlists import CLUSTER, LINEN, MENTORING, NORD, TIDE, TODAY, codes, counts, events, listed, load, member, planned, town

from graph.errors import Conflict
from graph.model import Batch, Edge, Event, Key, Node, Part
from graph.schema import Happening as H
from graph.schema import Lang, Rel
from seeds.formats.opening import open_file
from seeds.happenings.amounts import hours
from seeds.happenings.columns import columns_of
from seeds.happenings.days import Order, order_of, read_day
from seeds.happenings.options import Options, Sort
from seeds.happenings.reading import read
from seeds.happenings.template import ADVICE, template

ATTENDANCE, NEWSLETTER, HOURS, EVENTS = Sort


def test_an_attendance_list_counts_a_business_once_whoever_came() -> None:
    text = "Firma;Vorname;Nachname;Datum\nStudio Nord;Anna;Muster;12.3.2026\nStudio Nord GmbH;Otto;Beispiel;12.3.2026"
    made = planned(town(), text, ATTENDANCE)

    assert events(made) == [(H.ATTENDED, NORD, "2026-03-12")]
    assert (counts(made), codes(made, 2)) == ((2, 2, 0), ["counted_once"])


def test_names_of_persons_are_counted_and_nowhere_kept() -> None:
    text = "Name;Vorname;E-Mail;Firma;Datum\nMuster;Anna;anna@example.org;Studio Nord;12.3.2026"
    store = town()
    made = load(store, text, ATTENDANCE)
    (said,) = [problem.message for problem in made.plan.report.problems if problem.code == "persons_left_out"]
    written = repr([*store.entries(), *store.events(NORD)])

    assert said.startswith("3 cells about persons were left out (columns Name, Vorname, E-Mail)")
    assert re.findall("Muster|Anna|anna", written) == []


def test_day_and_event_come_from_the_lines_above_the_table() -> None:
    made = planned(town(), "Netzwerkabend, 12. März 2026;;\nStand: 20.3.2026;;\nFirma;Ort;E-Mail\nStudio Nord;Leipzig;", ATTENDANCE)
    (event,) = made.plan.batch.events

    assert (event.on, event.note) == (date(2026, 3, 12), "Netzwerkabend, 12. März 2026")
    assert re.fullmatch("title-[0-9a-f]{16}", event.about)


def test_who_did_not_come_is_kept_as_invited() -> None:
    made = planned(town(), "Company;Date;Attended\nStudio Nord;2026-03-12;yes\nTidemark Sound Studio;2026-03-12;no show", ATTENDANCE)

    assert events(made) == [(H.ATTENDED, NORD, "2026-03-12"), (H.INVITED, TIDE, "2026-03-12")]
    assert codes(made, 2) == ["not_there"]


def test_an_event_that_the_store_knows_is_meant_by_its_name() -> None:
    made = planned(town(), "Firma;Datum;Veranstaltung\nStudio Nord;12.3.2026;messe", ATTENDANCE)

    assert [event.about for event in made.plan.batch.events] == ["event:fair"]


def test_a_newsletter_that_was_opened_was_delivered() -> None:
    text = "Company;Sent on;Issue;Delivered;Opened\nStudio Nord;2026-03-01;NL-3;;2\nTidemark Sound Studio;2026-03-01;NL-3;yes;0\n"
    made = planned(town(), text, NEWSLETTER)

    assert events(made) == [(H.DELIVERED, NORD, "2026-03-01"), (H.OPENED, NORD, "2026-03-01"), (H.DELIVERED, TIDE, "2026-03-01")]
    assert {event.about for event in made.plan.batch.events} == {"NL-3"}


def test_a_newsletter_opened_on_a_day_was_opened_that_day() -> None:
    made = planned(town(), "Firma;Versanddatum;Ausgabe;Geöffnet\nStudio Nord;1.3.2026;NL-3;04.03.2026", NEWSLETTER)

    assert [event.on for event in made.plan.batch.events] == [date(2026, 3, 1), date(2026, 3, 4)]


def test_a_mail_that_came_back_is_no_event() -> None:
    made = planned(town(), "Company;Date;Issue;Bounced\nStudio Nord;2026-03-01;NL-3;yes\nTidemark Sound Studio;2026-03-01;NL-3;", NEWSLETTER)

    assert events(made) == [(H.DELIVERED, TIDE, "2026-03-01")]
    assert (counts(made), codes(made, 1)) == ((2, 2, 0), ["not_delivered"])


def test_hours_say_who_helped_by_a_code_and_with_which_service() -> None:
    made = planned(town(), "Entreprise;Date;Heures;Conseiller;Service\nStudio Nord;31/03/2026;1h30;manager-nantes;mentorat\n")
    (event,) = made.plan.batch.events

    assert (event.happening, event.about, dict(event.data)) == (H.SUPPORT_GIVEN, MENTORING, {"hours": 1.5, "by": "manager-nantes"})


def test_the_name_of_who_helped_becomes_one_code_for_all_files() -> None:
    store = town(events=[Event(H.JOINED, LINEN, TODAY, about=CLUSTER)])
    first = load(store, "Firma;Datum;Std;Berater\nStudio Nord;1.3.2026;2;Anna Muster")
    second = load(store, "Firma;Datum;Std;Berater\nStudio Nord;2.3.2026;2;ANNA MUSTER")
    one, other = (str(event.data["by"]) for made in (first, second) for event in made.plan.batch.events)

    assert (one == other, bool(re.fullmatch("adviser-[0-9a-f]{12}", one))) == (True, True)
    assert codes(first, 0) == ["helpers_coded"]


@pytest.mark.parametrize(
    ("what", "about", "figures", "data"),
    [
        ("Bedarfsanalyse", "", "", {}),
        ("informiert", "", "by=manager-leipzig", {"by": "manager-leipzig"}),
        ("video gesehen", "Film 3", "share=80 %", {"share": 0.8}),
        ("Befragung", "", "wave=6", {"wave": 6}),
        ("Leistung abgebrochen", "Mentoring", "reason=keine Zeit", {"reason": "no_time"}),
        ("mise en relation", "Tidemark Sound Studio", "channel=événement", {"channel": "event"}),
        ("collaboration_signed", "Tidemark Sound Studio", "collaboration=Forschung", {"kind": "research"}),
    ],
)
def test_a_general_list_names_what_happened_in_three_languages(what: str, about: str, figures: str, data: dict[str, object]) -> None:
    column, _, value = figures.partition("=")
    made = planned(town(), f"name;day;what;about;{column or 'ref'}\nStudio Nord;2026-03-01;{what};{about};{value}", EVENTS)

    assert [dict(event.data) for event in made.plan.batch.events] == [data]


def test_a_completed_service_writes_its_hours_under_its_reference() -> None:
    made = planned(town(), "name;day;what;about;hours\nStudio Nord;2026-03-01;service completed;Mentoring;30", EVENTS)

    assert [(event.happening, dict(event.data)) for event in made.plan.batch.events] == [
        (H.SERVICE_COMPLETED, {}),
        (H.SUPPORT_GIVEN, {"hours": 30.0, "service": MENTORING}),
    ]


def test_hours_of_a_service_that_is_there_as_a_whole_count_once() -> None:
    store = town()
    load(store, "name;day;what;about;hours\nStudio Nord;2026-03-01;service completed;Mentoring;30", EVENTS)
    sessions = load(store, "Firma;Datum;Std;Angebot\nStudio Nord;1.2.2026;2;Mentoring\nStudio Nord;1.2.2026;2;Umbau")

    assert [event.note for event in sessions.plan.batch.events] == ["Umbau"]
    assert (codes(sessions, 1), codes(sessions, 2), counts(sessions)) == (["service_counted"], [], (2, 2, 0))


def test_a_service_that_is_there_in_sessions_is_completed_without_hours() -> None:
    store = town()
    load(store, "Firma;Datum;Std;Angebot\nStudio Nord;1.2.2026;2;Mentoring")
    made = load(store, "name;day;what;about;hours\nStudio Nord;2026-03-01;service completed;Mentoring;30", EVENTS)

    assert (events(made), codes(made, 1)) == ([(H.SERVICE_COMPLETED, NORD, "2026-03-01")], ["service_counted"])


# finding the business


@pytest.mark.parametrize("cells", ["business:nord;;", ";DE811223344;", ";;studio nord"])
def test_a_business_is_found_by_id_register_number_or_name(cells: str) -> None:
    made = planned(town(), f"Mitgliedsnummer;USt-IdNr.;Firma;Datum;Std\n{cells};1.3.2026;2")

    assert events(made) == [(H.SUPPORT_GIVEN, NORD, "2026-03-01")]


def test_two_of_one_name_are_told_apart_by_their_town() -> None:
    store = town(member("business:other", "Studio Nord", city="Görlitz"))
    made = planned(store, "Firma;Ort;Datum;Std\nStudio Nord AG;02826 Görlitz;1.3.2026;2\nStudio Nord AG;;1.3.2026;2")

    assert events(made) == [(H.SUPPORT_GIVEN, "business:other", "2026-03-01")]
    assert codes(made, 2) == ["several_of_that_name"]


def test_an_unclear_name_is_rejected_with_the_two_nearest() -> None:
    made = planned(town(), "Firma;Datum;Std\nLeinenweberei Hornich;1.3.2026;2")
    (problem,) = made.plan.report.problems

    assert (problem.code, problem.rejected, events(made)) == ("unknown_business", True, [])
    assert "the nearest are 'Leinenweberei Hörnig KG', 'Tidemark Sound Studio LLP'" in problem.message


def test_a_business_of_another_cluster_reads_like_one_that_does_not_exist() -> None:
    store = town(member("business:far", "Fern GmbH", "cluster:saale"))
    made = planned(store, "id;day;hours\nbusiness:far;2026-03-01;2\nbusiness:none;2026-03-01;2")
    messages = [problem.message.partition(" is ")[2] for problem in made.plan.report.problems]

    assert messages[0] == messages[1]


def test_cells_that_name_two_organisations_are_rejected() -> None:
    made = planned(town(), "id;name;day;hours\nbusiness:nord;Tidemark Sound Studio;2026-03-01;2")

    assert codes(made) == ["two_organisations"]


# days


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-04", "2026-03-04 18:30", "4.3.2026", "04.03.26", "Mi, 04.03.2026", "4. März 2026", "4 March 2026", "March 4, 2026", "4th of March 2026"),
        *("4 mars 2026", "mercredi 4 mars 2026", "04-Mar-2026", "2026/3/4", "04.03.2026, 18:00 Uhr", "46085"),
    ],
)
def test_a_day_is_read_as_three_languages_write_it(text: str) -> None:
    assert read_day(text, None, 2026).on == date(2026, 3, 4)


@pytest.mark.parametrize(("text", "why"), [("4.3.", "no_year"), ("4. März", "no_year"), ("soon", "not_a_day"), ("31.02.2026", "not_a_day")])
def test_what_is_no_whole_day_says_why(text: str, why: str) -> None:
    assert read_day(text, None, 2026).why == why


@pytest.mark.parametrize(
    ("others", "order"), [(["13/04/2026", "1/2/2026"], Order.DAY), (["04/13/2026"], Order.MONTH), (["1/2/2026"], None), (["13/04/2026", "04/13/2026"], None)]
)
def test_other_values_of_a_column_tell_which_comes_first(others: list[str], order: Order | None) -> None:
    assert order_of(others) == order


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Company;Date;Hours\nStudio Nord;03/04/2026;1\nStudio Nord;25/04/2026;1", ["2026-04-03", "2026-04-25"]),
        ("Company;Date;Hours\nStudio Nord;03/04/2026;1\nStudio Nord;04/25/2026;1", ["2026-03-04", "2026-04-25"]),
        ("Entreprise;Date;Heures\nStudio Nord;03/04/2026;1", ["2026-04-03"]),
        ("Company;Date;Hours\nStudio Nord;03/04/2026;1", []),
        ("Entreprise;Date;Heures\nStudio Nord;03/04/2026;1\nStudio Nord;25/04/2026;1\nStudio Nord;04/25/2026;1", ["2026-04-25", "2026-04-25"]),
    ],
    ids=["the column says day first", "the column says month first", "the language says day first", "nothing says", "the column contradicts itself"],
)
def test_a_day_that_could_be_two_is_decided_by_the_column_or_the_language_or_not(text: str, days: list[str]) -> None:
    drafts = listed(text).drafts

    assert [draft.claims[0].on.isoformat() for draft in drafts][: len(days)] == days


# hours


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("1:30", 1.5), ("1,5", 1.5), ("1.5", 1.5), ("1h30", 1.5), ("1 h 30", 1.5), ("90 min", 1.5), ("1 Std. 30 Min.", 1.5), ("1½", 1.5), ("1:30:00", 1.5)),
        *(("2 Stunden", 2.0), ("2 heures", 2.0), ("0", 0.0), ("-2", -2.0), ("25", 25.0)),
        *(("1,500", None), ("viel", None), ("1-2", None), ("1e1", None), ("NaN", None), ("inf", None), ("2026-03-01", None), ("1:75", None)),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, found: float | None) -> None:
    assert hours(text) == found


@pytest.mark.parametrize(
    ("text", "code"), [("-2", "hours_not_positive"), ("0", "hours_not_positive"), ("viel", "not_hours"), ("24,5", "too_many_hours"), ("", "missing_hours")]
)
def test_hours_that_cannot_be_are_rejected(text: str, code: str) -> None:
    found = listed(f"Firma;Datum;Std\nStudio Nord;1.3.2026;{text}")

    assert (codes(found), found.report.rejected) == ([code], 1)


def test_more_than_a_day_of_one_helper_is_rejected_over_files() -> None:
    store = town()
    load(store, "Firma;Datum;Std;Berater\nStudio Nord;1.3.2026;14;manager-leipzig")
    made = planned(store, "Firma;Datum;Std;Berater\nLeinenweberei Hörnig;1.3.2026;11;manager-leipzig\nStudio Nord;2.3.2026;3;manager-leipzig")

    assert events(made) == [(H.SUPPORT_GIVEN, NORD, "2026-03-02")]
    assert (codes(made, 1), counts(made)) == (["day_full"], (2, 1, 1))


def test_a_session_for_several_businesses_is_noted_and_comes_in() -> None:
    rows = [f"{name};1.3.2026;9;team;Mentoring" for name in ("Studio Nord", "Leinenweberei Hörnig", "Tidemark Sound Studio")]
    text = "\n".join(["Firma;Datum;Std;Berater;Angebot", *rows])
    made = planned(town(), text)

    assert (counts(made), codes(made, 1)) == ((3, 3, 0), ["one_session"])


# repeats


def test_a_row_that_stands_twice_is_rejected() -> None:
    made = planned(town(), "Firma;Datum;Std\nStudio Nord;1.3.2026;2\nStudio Nord;1.3.2026;2")

    assert (events(made), codes(made, 2), counts(made)) == ([(H.SUPPORT_GIVEN, NORD, "2026-03-01")], ["duplicate"], (2, 1, 1))


def test_other_hours_on_the_same_day_want_their_own_reference() -> None:
    plain = planned(town(), "Firma;Datum;Std\nStudio Nord;1.3.2026;2\nStudio Nord;1.3.2026;3")
    referred = planned(town(), "Firma;Datum;Std;Beleg\nStudio Nord;1.3.2026;2;7/1\nStudio Nord;1.3.2026;3;7/2")

    assert codes(plain, 2) == ["duplicate_differs"]
    assert [event.data for event in referred.plan.batch.events] == [{"hours": 2.0, "ref": "7/1"}, {"hours": 3.0, "ref": "7/2"}]


def test_a_list_that_is_loaded_again_writes_nothing() -> None:
    store, text = town(), "Firma;Datum;Std;Berater;Angebot\nStudio Nord;1.3.2026;2;Anna Muster;Mentoring\nStudio Nord;2.3.2026;2;;Umbau"
    load(store, text)
    again = load(store, text)

    assert (events(again), counts(again), len(store.events(NORD))) == ([], (2, 2, 0), 2)
    assert [codes(again, row) for row in (1, 2)] == [["known"], ["known"]]


def test_another_figure_for_what_the_ledger_knows_is_noted() -> None:
    store = town()
    load(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;2")
    again = load(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;3")

    assert (events(again), codes(again, 1), len(store.events(NORD))) == ([], ["known_differs"], 1)


def test_two_offices_that_load_at_the_same_time_do_not_count_twice() -> None:
    store, text = town(), "Firma;Datum;Std\nStudio Nord;1.3.2026;2"
    first, second = planned(store, text), planned(store, text)
    store.write(first.plan.batch, expected=first.expected)

    with pytest.raises(Conflict):
        store.write(second.plan.batch, expected=second.expected)


def test_late_rows_in_any_order_keep_both_dates() -> None:
    store = town()
    load(store, "Firma;Datum;Std\nStudio Nord;5.3.2026;2\nStudio Nord;1.3.2026;2")
    load(store, "Firma;Datum;Std\nStudio Nord;2.2.2026;2")

    assert [entry.on.isoformat() for entry in store.entries()] == ["2026-03-01", "2026-03-05", "2026-02-02"]
    assert all(entry.at.date() > entry.on for entry in store.entries())


# standing


def test_what_has_not_happened_yet_is_rejected() -> None:
    tomorrow = TODAY + timedelta(days=1)
    found = listed(f"Firma;Datum;Std\nStudio Nord;{tomorrow};2\nStudio Nord;{TODAY};2")

    assert (codes(found, 1), found.report.accepted) == (["future"], 1)


def test_a_day_before_the_business_joined_or_the_programme_began_is_noted() -> None:
    store = town(events=[Event(H.JOINED, NORD, date(2026, 5, 1), about=CLUSTER)])
    made = planned(store, "Firma;Datum;Std\nStudio Nord;1.3.2025;2\nStudio Nord;1.3.2026;2\nStudio Nord;1.6.2026;2", began=date(2026, 1, 1))

    assert [codes(made, row) for row in (1, 2, 3)] == [["before_joining", "before_programme"], ["before_joining"], []]
    assert counts(made) == (3, 3, 0)


def test_of_a_business_that_left_only_what_happened_before_comes_in() -> None:
    gone = Node("business:gone", "Weg GmbH", props={"source": "upload", "basis": "membership", "purposes": "", "ended": "2026-06-30"})
    store = town(events=[Event(H.LEFT, "business:gone", date(2026, 6, 30), about=CLUSTER)])
    store.write(Batch(nodes=[gone]))
    made = planned(store, "Firma;Datum;Std\nWeg;1.6.2026;2\nWeg;1.7.2026;2")

    assert (events(made), codes(made, 2)) == ([(H.SUPPORT_GIVEN, "business:gone", "2026-06-01")], ["after_leaving"])


def test_a_business_that_left_for_another_cluster_is_noted() -> None:
    store = town(member("business:moved", "Umzug GmbH", "cluster:saale"), events=[Event(H.LEFT, "business:moved", date(2026, 6, 30), about=CLUSTER)])
    made = planned(store, "Firma;Datum;Std\nUmzug;1.7.2026;2")

    assert (codes(made, 1), counts(made)) == (["left_before"], (1, 1, 0))


def test_after_clusters_merged_the_members_of_both_are_known() -> None:
    merged = Event(H.MERGED, CLUSTER, date(2026, 2, 1), about="cluster:saale")
    store = town(member("business:far", "Fern GmbH", "cluster:saale"), events=[merged])
    stays = planned(store, "Firma;Datum;Std\nFern;1.3.2026;2")
    goes = planned(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;2", cluster="cluster:saale")

    assert [codes(made) for made in (stays, goes)] == [["clusters_merged"], ["clusters_merged"]]
    assert [len(events(made)) for made in (stays, goes)] == [1, 1]


def test_clusters_that_parted_again_are_two() -> None:
    parted = [Event(happening, CLUSTER, date(2026, 2, 1), about="cluster:saale") for happening in (H.MERGED, H.UNMERGED)]
    store = town(member("business:far", "Fern GmbH", "cluster:saale"), events=parted)

    assert codes(planned(store, "Firma;Datum;Std\nFern;1.3.2026;2")) == ["unknown_business"]


def test_of_two_businesses_that_are_one_the_one_that_stays_is_meant() -> None:
    store = town(member("business:twin", "Studio Nord"), events=[Event(H.MERGED, NORD, date(2026, 2, 1), about="business:twin")])

    assert events(planned(store, "Firma;Datum;Std\nStudio Nord AG;1.3.2026;2")) == [(H.SUPPORT_GIVEN, NORD, "2026-03-01")]


def test_a_business_that_moved_country_keeps_its_events() -> None:
    store = town()
    store.write(Batch(nodes=[Node("country:DE", "DE"), Node("country:FR", "FR")], edges=[Edge(NORD, Rel.LOCATED_IN, "country:DE")]))
    load(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;2")
    store.write(Batch(edges=[Edge(NORD, Rel.LOCATED_IN, "country:FR")], deletions=[Key(Part.EDGE, f"{NORD} LOCATED_IN country:DE")]))
    again = load(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;2\nStudio Nord;1.4.2026;2")

    assert (events(again), len(store.events(NORD))) == ([(H.SUPPORT_GIVEN, NORD, "2026-04-01")], 2)


def test_without_a_basis_or_after_an_objection_nothing_is_kept() -> None:
    store = town(member("business:shy", "Still GmbH", purposes="matching"), events=[Event(H.BASIS_WITHDRAWN, NORD, TODAY, data={"purpose": "statistics"})])
    made = planned(store, "Firma;Datum;Std\nStill;1.3.2026;2\nStudio Nord;1.3.2026;2")

    assert (events(made), codes(made)) == ([], ["no_basis", "objected"])


# templates


@pytest.mark.parametrize("format", ["xlsx", "csv"])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("sort", Sort)
def test_a_template_is_read_without_a_question_and_its_example_left_out(tmp_path: Path, sort: Sort, lang: Lang, format: str) -> None:
    file = tmp_path / f"list.{format}"
    file.write_bytes(template(sort, lang, "xlsx" if format == "xlsx" else "csv"))
    found = read(open_file(file), Options(TODAY, sort))

    assert (found.report.rows, codes(found)) == (0, ["example"])
    assert [column.ours for column in found.columns] == list(columns_of(sort))
    assert {column.found.value for column in found.columns} <= {"header", "synonym"}


@pytest.mark.parametrize("sort", Sort)
def test_every_column_of_a_template_is_explained(sort: Sort) -> None:
    assert set(columns_of(sort)) - set(ADVICE) == set()
