"""What a file changes in the store: who is new, changed, unchanged and gone, and that a second time changes nothing."""

from dataclasses import replace

import pytest
from memberlists import CLUSTER, GERMAN, TODAY, load, planned, stocked

from graph.errors import Invalid
from graph.model import Batch, Contact, Edge, Event, Key, Node, Part
from graph.schema import Ground, Happening, Purpose, Rel
from seeds.members.columns import Found
from seeds.members.draft import Column
from seeds.members.ending import ending
from seeds.members.options import Listing
from seeds.members.planning import Plan, Planned
from seeds.members.remembering import remember, remembered

HEADER = "Firma;Ort;Branche;MA;Gesucht;Bieten;Homepage;Ansprechpartner;Mail\n"
NORD = "Studio Nord GmbH;Leipzig;74.10;6;Druckerei|Messebau;Design;www.nord.example;Eva Muster;eva@nord.example\n"
SUED = "Studio Süd;Dresden;59.11;3;Ton;Film;www.sued.example;Jo Beispiel;jo@sued.example\n"
BOTH = HEADER + NORD + SUED


def named(members: tuple[Planned, ...]) -> list[str]:
    return [member.name for member in members]


def told(plan: Plan) -> list[str]:
    return [problem.code for problem in plan.report.problems if problem.row]


def test_new_members_come_in_whole() -> None:
    store = stocked()
    (first, _) = load(store, BOTH).new
    node, edges = store.node(first.id), store.around(first.id).edges

    assert (node.name, node.props["source"], node.props["basis"], node.props["purposes"]) == ("Studio Nord GmbH", "upload", "membership", "matching statistics")
    assert node.props["basis_on"] == TODAY.isoformat()
    assert {edge.rel for edge in edges} == {Rel.MEMBER_OF, Rel.LOCATED_IN, Rel.CLASSIFIED_AS, Rel.NEEDS, Rel.OFFERS}
    assert store.contacts(first.id) == (Contact(first.id, "Eva Muster", "eva@nord.example"),)


def test_ids_say_nothing_where_the_cluster_has_none() -> None:
    (first, _) = load(stocked(), BOTH).new

    assert first.id.startswith("business:")
    assert len(first.id) == len("business:") + 12


@pytest.mark.parametrize(("key", "id"), [("007", "business:spree-007"), ("KN/2019 14", "business:spree-KN~2F2019~2014"), ("ü", "business:spree-~C3~BC")])
def test_the_clusters_own_keys_are_kept_as_they_are(key: str, id: str) -> None:
    (first,) = load(stocked(), f"Mitgliedsnummer;Firma\n{key};Studio Nord").new

    assert first.id == id


def test_the_same_file_twice_changes_nothing() -> None:
    store = stocked()
    load(store, BOTH)
    revision = store.revision()
    again = load(store, BOTH)

    assert (len(again.same), again.batch, store.revision()) == (2, Batch(nodes=[], edges=[], contacts=[], events=[], deletions=[]), revision)


def test_another_day_does_not_declare_anew() -> None:
    store = stocked()
    load(store, BOTH)
    later = planned(store, BOTH, replace(GERMAN, today=TODAY.replace(year=2027)))

    assert (len(later.same), later.batch.events) == (2, [])


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (NORD.replace("Leipzig", "Dresden"), {"city", "region"}),
        (NORD.replace("74.10", "62.01"), {"nace"}),
        (NORD.replace(";6;", ";12;"), {"employees", "size"}),
        (NORD.replace("Messebau", "Siebdruck"), {"needs"}),
        (NORD.replace("Studio Nord GmbH", "Atelier Nord"), {"name"}),
        (NORD.replace("Eva Muster", "Eva Neu"), {"contact"}),
        (NORD.replace(";Design;", ";;"), {"offers"}),
    ],
)
def test_what_changed_is_named_by_column(row: str, fields: set[str]) -> None:
    store = stocked()
    load(store, BOTH)
    changed = load(store, HEADER + row + SUED)

    assert ({*changed.changed[0].fields}, len(changed.same), changed.new) == (fields, 1, ())
    assert len(planned(store, HEADER + row + SUED).same) == 2


def test_a_moved_member_is_no_longer_where_it_was() -> None:
    store = stocked()
    load(store, BOTH)
    (moved,) = load(store, HEADER + NORD.replace("Leipzig", "Dresden").replace("74.10", "62.01") + SUED).changed

    assert {edge.target for edge in store.around(moved.id).edges if edge.rel in (Rel.LOCATED_IN, Rel.CLASSIFIED_AS)} == {
        "country:DE",
        "region:DED21",
        "sector:62.01",
    }


def test_a_need_that_stays_keeps_its_node() -> None:
    store = stocked()
    (first, _) = load(store, BOTH).new
    key = first.id.partition(":")[2]
    load(store, HEADER + NORD.replace("Druckerei|Messebau", "Siebdruck|Messebau") + SUED)

    assert sorted(edge.target for edge in store.around(first.id).edges if edge.rel is Rel.NEEDS) == [f"need:{key}-2", f"need:{key}-3"]
    assert (store.node(f"need:{key}-2").text, store.node(f"need:{key}-3").text) == ("Messebau", "Siebdruck")


def test_columns_that_a_file_lacks_leave_things_as_they_are() -> None:
    store = stocked()
    load(store, BOTH)
    again = load(store, "Firma;MA\nStudio Nord GmbH;9\nStudio Süd;3")

    assert (again.changed[0].fields, len(again.same), again.gone) == (("employees",), 1, ())
    assert len(store.contacts(again.changed[0].id)) == 1


def test_a_blank_cell_clears() -> None:
    store = stocked()
    load(store, BOTH)
    (changed,) = load(store, HEADER + "Studio Nord GmbH;;;;;;;;\n" + SUED).changed

    assert set(store.node(changed.id).props) == {"source", "lang", "basis", "basis_on", "purposes"}
    assert store.contacts(changed.id) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Firma;HRB\nStudio Nord;HRB 123", "Firma;HRB\nGanz neuer Name;HRB123"),
        ("Firma;Homepage\nStudio Nord;www.nord.example", "Firma;Homepage\nGanz neuer Name;https://nord.example/"),
        ("Firma;Ort\nStudio Nord GmbH;Leipzig", "Firma;Ort\nSTUDIO NORD;Leipzig"),
        ("Firma;Ort\nStudio Nord;Leipzig", "Firma;Ort\nStudio Nord;Dresden"),
        ("Firma;Ort\nStudio Nord;Leipzig", "Mitgliedsnummer;Firma;Ort\n17;Studio Nord;Leipzig"),
        ("Firma;Ort\nStudio Nord;Leipzig\nStudio Nord;Dresden", "Firma;Ort\nStudio Nord;Dresden\nStudio Nord;Leipzig"),
    ],
)
def test_an_organisation_is_found_again(before: str, after: str) -> None:
    store = stocked()
    ids = {member.id for member in load(store, before).new}
    again = planned(store, after)

    assert (again.new, again.gone) == ((), ())
    assert {member.id for member in (*again.changed, *again.same)} == ids


def test_two_registers_are_two_organisations_whatever_they_are_called() -> None:
    store = stocked()
    load(store, "Firma;HRB\nStudio Nord;HRB 123")
    again = planned(store, "Firma;HRB\nStudio Nord;HRB 999")

    assert (len(again.new), len(again.gone)) == (1, 1)


def test_two_spellings_in_one_file_stay_two_at_the_next_time() -> None:
    store = stocked()
    text = "Firma;Ort\nStudio Nord GmbH;Leipzig\nStudio Nord;Leipzig"
    load(store, text)

    assert len(planned(store, text).same) == 2


def test_a_new_name_that_is_nearly_a_members_is_said() -> None:
    store = stocked()
    load(store, "Firma;HRB\nBuchbinderei Falzbein;HRB 123")
    again = planned(store, "Firma;HRB\nBuchbinderei Falzbien;HRB 999")

    assert told(again) == ["possible_duplicate"]


def test_members_of_other_clusters_are_neither_found_nor_named() -> None:
    store = stocked()
    load(store, BOTH)
    other = planned(store, BOTH, replace(GERMAN, cluster="cluster:elbe"))

    assert (len(other.new), other.gone, told(other)) == (2, (), [])


def test_who_is_not_in_the_file_is_gone() -> None:
    store = stocked()
    load(store, BOTH)

    assert named(planned(store, HEADER + NORD).gone) == ["Studio Süd"]


def test_without_a_cluster_nobody_is_gone() -> None:
    store, options = stocked(), replace(GERMAN, cluster="")
    load(store, BOTH, options)

    assert planned(store, HEADER + NORD, options).gone == ()


def test_who_is_ended_is_kept_without_a_purpose_and_without_contacts() -> None:
    store = stocked()
    load(store, BOTH)
    (gone,) = planned(store, HEADER + NORD).gone
    store.write(ending(store, [gone.id], CLUSTER, TODAY))
    node = store.node(gone.id)

    assert (node.props["ended"], node.props["purposes"], store.contacts(gone.id)) == ("2026-11-25", "", ())
    assert store.events(gone.id)[0].happening is Happening.LEFT
    assert planned(store, HEADER + NORD).gone == ()


def test_who_belongs_to_another_cluster_too_is_not_ended() -> None:
    store = stocked(Node("cluster:elbe", "Elbe"))
    (first, _) = load(store, BOTH).new
    store.write(Batch(edges=[Edge(first.id, Rel.MEMBER_OF, "cluster:elbe")]))
    store.write(ending(store, [first.id], CLUSTER, TODAY))

    assert "ended" not in store.node(first.id).props
    assert len(store.contacts(first.id)) == 1


def test_only_a_membership_that_exists_can_be_ended() -> None:
    store = stocked()
    (first, _) = load(store, BOTH).new

    with pytest.raises(Invalid, match="no member of cluster:elbe"):
        ending(store, [first.id], "cluster:elbe", TODAY)


def test_who_comes_back_is_the_one_who_left() -> None:
    store = stocked()
    load(store, BOTH)
    (gone,) = planned(store, HEADER + NORD).gone
    store.write(ending(store, [gone.id], CLUSTER, TODAY))
    (back,) = load(store, BOTH).changed
    node = store.node(back.id)

    assert (back.id, "ended" in node.props, node.props["purposes"]) == (gone.id, False, "matching statistics")
    assert {event.happening for event in store.events(back.id)} >= {Happening.JOINED, Happening.BASIS_GIVEN}


def test_the_declared_basis_is_in_the_ledger() -> None:
    store = stocked()
    options = replace(GERMAN, basis=Ground.CONSENT, purposes=(Purpose.MATCHING, Purpose.SHOWING))
    (first, _) = load(store, BOTH, options).new

    assert [(event.on, dict(event.data)) for event in reversed(store.events(first.id))] == [
        (TODAY, {"purpose": "matching", "basis": "consent"}),
        (TODAY, {"purpose": "showing", "basis": "consent"}),
    ]


def test_what_somebody_withdrew_is_not_given_again_by_a_list() -> None:
    store = stocked()
    (first, _) = load(store, BOTH).new
    store.write(Batch(events=[Event(Happening.BASIS_WITHDRAWN, first.id, TODAY, data={"purpose": "showing"})]))
    wider = planned(store, BOTH, replace(GERMAN, purposes=(Purpose.MATCHING, Purpose.SHOWING, Purpose.STATISTICS)))

    assert [(event.subject == first.id) for event in wider.batch.events] == [False]


def test_nobody_of_a_public_register_has_contacts() -> None:
    store = stocked()
    (first, _) = load(store, BOTH, replace(GERMAN, basis=Ground.PUBLIC_REGISTER)).new

    assert store.contacts(first.id) == ()


def test_the_clusters_own_country_is_taken_for_rows_without_one() -> None:
    store = stocked(Node(CLUSTER, "Spree"), edges=[Edge(CLUSTER, Rel.LOCATED_IN, "country:AT")])
    (first,) = load(store, "Firma\nStudio Nord", replace(GERMAN, defaults={})).new

    assert store.around(first.id).edges[0].target == "country:AT"


def test_a_confirmed_mapping_is_remembered_for_the_next_list() -> None:
    store = stocked()
    remember(store, CLUSTER, [Column("Firma", "name", Found.HEADER), Column("Kram", "needs", Found.ASKED), Column("Ort", "", Found.ASKED)])
    (first,) = load(store, "Firma;Kram;Ort\nStudio Nord;Druckerei;Leipzig").new

    assert [store.node(edge.target).text for edge in store.around(first.id).edges if edge.rel is Rel.NEEDS] == ["Druckerei"]
    assert "city" not in store.node(first.id).props


def test_a_mapping_is_remembered_once_and_for_its_cluster_only() -> None:
    store = stocked()
    columns = [Column("Firma", "name", Found.HEADER), Column("Kram", "needs", Found.ASKED)]
    remember(store, CLUSTER, columns)
    version = store.records("mappings")[0].version
    remember(store, CLUSTER, columns)

    assert store.records("mappings")[0].version == version
    assert remembered(store, "cluster:elbe", ["Firma", "Kram"]) == {}


def test_next_years_list_with_one_more_column_is_remembered_too() -> None:
    store = stocked()
    remember(store, CLUSTER, [Column("Firma", "name", Found.HEADER), Column("Kram", "needs", Found.ASKED), Column("Ort", "city", Found.HEADER)])

    assert remembered(store, CLUSTER, ["Firma", "Kram", "Ort", "Neu"])["Kram"] == "needs"
    assert remembered(store, CLUSTER, ["Ganz", "Andere", "Kram"]) == {}


def test_a_cluster_that_is_not_there_is_made_by_its_first_list() -> None:
    store = stocked()
    load(store, BOTH)

    assert store.node(CLUSTER).name == "Spree"


def test_what_is_no_cluster_is_refused() -> None:
    with pytest.raises(Invalid, match="cluster:acme"):
        planned(stocked(), BOTH, replace(GERMAN, cluster="business:x"))


@pytest.mark.parametrize("kind", [Listing.SUPPORT_ORGANISATION, Listing.RESEARCH_ORGANISATION, Listing.PUBLIC_BODY])
def test_other_organisations_are_read_the_same_way(kind: Listing) -> None:
    (first,) = load(stocked(), "Organisation;Ort\nKammer Nord;Leipzig", replace(GERMAN, kind=kind)).new

    assert first.id.startswith(f"{kind.value}:")


SERVICES = "Name des Angebots;Anbieter;Typ;Themen;Dauer;Preis;Plätze;Beginn;Anmeldeschluss\n"
TALK = "Verpackung, die verkauft;Kammer Nord;Schulung;Verpackungsgestaltung | Blubb;6 Stunden;kostenlos;12;1.1.2027;2027-03-31\n"
OFFICE = replace(GERMAN, kind=Listing.SUPPORT_ORGANISATION)
SERVICE = replace(GERMAN, kind=Listing.SERVICE)


def test_a_service_comes_in_with_who_provides_it() -> None:
    store = stocked()
    (office,) = load(store, "Organisation\nKammer Nord", OFFICE).new
    (talk,) = load(store, SERVICES + TALK, SERVICE).new
    props, ends = store.node(talk.id).props, {(edge.rel, edge.target) for edge in store.around(talk.id).edges}

    assert (props["service_type"], props["hours"], props["price"], props["seats"]) == ("training", 6.0, 0.0, 12)
    assert (props["opens"], props["closes"]) == ("2027-01-01", "2027-03-31")
    assert ends == {(Rel.PROVIDED_BY, office.id), (Rel.ABOUT, "expertise:own-packaging-design")}


def test_a_service_again_changes_nothing_and_otherwise_is_changed() -> None:
    store = stocked()
    load(store, "Organisation\nKammer Nord", OFFICE)
    load(store, SERVICES + TALK, SERVICE)

    assert len(planned(store, SERVICES + TALK, SERVICE).same) == 1
    assert len(planned(store, SERVICES + TALK.replace("6 Stunden", "8"), SERVICE).changed) == 1


def test_a_service_of_nobody_here_is_rejected_with_near_names() -> None:
    store = stocked()
    load(store, "Organisation\nKammer Nord", OFFICE)
    plan = planned(store, SERVICES + TALK.replace("Kammer Nord", "Kamer Nord"), SERVICE)

    assert (plan.report.accepted, plan.report.rejected) == (0, 1)
    assert "Kammer Nord" not in plan.report.problems[0].message or "kammer nord" in plan.report.problems[0].message.casefold()


def test_a_service_without_a_provider_is_the_clusters() -> None:
    store = stocked(Node(CLUSTER, "Spree"))
    (talk,) = load(store, "Name des Angebots;Typ\nSprechstunde;Beratung", SERVICE).new

    assert store.around(talk.id).edges[0].target == CLUSTER


TIES = replace(GERMAN, kind=Listing.TIES)


def test_ties_join_members_by_name_id_site_or_register() -> None:
    store = stocked()
    nord, sued = load(store, BOTH).new
    plan = load(store, f"Firma;Partner;Seit\nStudio Nord;www.sued.example;2019\n{sued.id};Studio Nord GmbH;2019", TIES)
    (edge,) = [edge for edge in store.around(nord.id).edges if edge.rel is Rel.COLLABORATED_WITH]

    assert ({edge.source, edge.target}, edge.props["since"], edge.props["source"]) == ({nord.id, sued.id}, 2019, "upload")
    assert (len(plan.new), [problem.code for problem in plan.report.problems]) == (1, ["duplicate"])


def test_a_tie_that_stands_is_not_made_again() -> None:
    store = stocked()
    load(store, BOTH)
    load(store, "Firma;Partner;Seit\nStudio Nord;Studio Süd;2019", TIES)

    assert len(planned(store, "Firma;Partner;Seit\nStudio Süd;Studio Nord;", TIES).same) == 1
    assert len(planned(store, "Firma;Partner;Seit\nStudio Süd;Studio Nord;2020", TIES).changed) == 1


@pytest.mark.parametrize(
    ("partner", "code"), [("Studio Sued", ""), ("Studio Ost", "unknown_organisation"), ("Studio Nord", "same_organisation"), ("", "missing_partner")]
)
def test_ties_to_nobody_are_rejected(partner: str, code: str) -> None:
    store = stocked()
    load(store, BOTH)
    plan = planned(store, f"Firma;Partner\nStudio Nord;{partner}", TIES)

    assert [problem.code for problem in plan.report.problems] == [code][: bool(code)]


def test_a_plan_expects_nothing_of_the_order_of_rows() -> None:
    store = stocked()
    load(store, BOTH)

    assert len(planned(store, HEADER + SUED + NORD).same) == 2
    assert store.version(Key(Part.NODE, CLUSTER)) == 1
