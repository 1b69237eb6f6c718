"""Lists of what happened: who came, who got and opened a mail, who was helped for how long; each event once in the ledger, and never a person's name."""

import re
from datetime import date

import pytest
from eventlists import CLUSTER, LINEN, MENTORING, NORD, TIDE, TODAY, codes, counts, events, load, member, planned, town

from graph.errors import Conflict
from graph.model import Event
from graph.schema import Happening as H
from seeds.happenings.options import Sort

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


# hours of one helper


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
