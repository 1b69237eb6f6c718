"""What the office of an invented network in Upper Lusatia keeps about its members: no firm, person, number or address in here exists."""

from notation import Changes, names

TITLE = (
    "Kreativnetz Oberlausitz e. V.  ·  Netzwerk der Kultur- und Kreativwirtschaft",
    "Mitgliederliste 2026",
    "Stand: 12.11.2026 (J. Mirtschin)  – nur für den internen Gebrauch!",
)
TITLE_2027 = (
    "Kreativnetz Oberlausitz e. V.  ·  Netzwerk der Kultur- und Kreativwirtschaft",
    "Mitgliederliste 2027",
    "Stand: 04.11.2027 (J. Mirtschin)  – nur für den internen Gebrauch!",
)
GROUPS = (("Name", "Funktion", "Ansprechpartner/in"), ("Straße", "Homepage", "Kontakt"), ("Gesucht", "Bieten", "Profil"), ("seit", "Beitrag", "Mitgliedschaft"))
"""Columns from … to … under one upper header."""
HEADER = names("lfd. Nr.|Firma|Name|Funktion|Straße|PLZ Ort|Tel.|Mail|Homepage|Branche (WZ)|MA|gegr.|Gesucht|Bieten|seit|Beitrag|Bemerkung")
WIDTHS = (6, 34, 24, 18, 24, 22, 22, 34, 30, 18, 10, 12, 44, 44, 12, 10, 34)

MEMBERS = """
== Design, Grafik, Werbung

Atelier Wüstefeld | Frau Petra Wüstefeld | Inhaberin | Lindenstr. 14 | 02826 Görlitz | 03581 / 0 47 11 22 | post@atelier-wuestefeld.example.org
 | www.atelier-wuestefeld.example.org | 74.10.2 | #1 | #2011 | - Druckerei für Kleinauflagen auf Naturpapier¶- Produktfotografie
 | - Markenentwicklung für Handwerksbetriebe¶- Gestaltung von Katalogen | #2014 | #120 |

\u200eStudio Lausche GbR | Jörg Pietsch, Ina Pietsch | GF | Markt 3a | 02763 Zittau | 03583/04 71 13 | studio@lausche.example.org
 | http://lausche.example.org/ | 7410 | #2 | 2016 | Kooperationspartner für Leitsysteme im Außenraum | Ausstellungsgrafik; Leitsysteme | #2017 | #120
 |

neißeblick werbeagentur GmbH | Herr Thomas Rölke | Geschäftsführer | Berliner Str. 40 | 02826 Görlitz | 03581 / 04 71 23-0 (Fax -19)
 | t.roelke@neisseblick.example.org | www.neisseblick.example.org | WZ 73.11 | 11-13 | 1.4.1998 | 1) Programmierer für Webshops¶2) Motion Designer
 | Kampagnen für Tourismus und Mittelstand | #2013 | #240 | zahlt immer erst nach 2. Mahnung

Textildesign Krabat, Inh. Romy Schurig | Romy Schurig | | Dorfstraße 8 | 02997 Wittichenau | 0176 040690 14 | romy@krabat-design.example.org
 | krabat-design.example.org | 74.10.1 | Solo | ca. 2018 | Weberei, die ab 30 m produziert | Musterentwürfe für Möbelstoffe und Tapeten | #2019 | #60
 |

Farbfeld Illustration | Mandy Hebold | | Äußere Weberstr. 21 | 02763  Zittau | 0171 39200 31 | mandy@farbfeld.example.org | in Arbeit | 90.03.3 | 1
 | #2020 | Kinderbuchverlage; Spielehersteller | Illustrationen für Kinderbuch und Brettspiel | #2021 | #60
 | in Elternzeit bis 03/27, Vertretung Kerstin Böhmak

Punkt & Komma Textbüro | Dr. Anke Lehnigk | Inhaberin | Hauptmarkt 9 | 02625 Bautzen | 03591 04711-4 | lehnigk@punktkomma.example.org
 | www.punktkomma.example.org | Texter/PR | #1 | 2012 ? | Übersetzerin Sorbisch–Deutsch | Pressetexte und Broschüren; Interviews | #2012 | #60 |

== Film, Ton, Foto

Oberland Film GmbH &\u00a0Co.\u00a0KG | Herr Matthias Kubitz | GF | Zittauer Str. 112 | 02708 Löbau | 03585 - 047 110
 | kubitz@oberlandfilm.example.org | https://www.oberlandfilm.example.org | #59.11 | #7 | #2004
 | - Sprecher/innen für englische Fassungen¶- Drehorte in Frankreich | - Imagefilme¶- Dokumentarfilm¶- Verleih von Lichttechnik | #2013 | #120 |

Lichtspur Fotografie | Nadine Zschoche | Fotografin | Reichenstr. 5 | 02625 Bautzen | 0176-04069022 | hallo@lichtspur.example.org
 | www.lichtspur.example.org | #74.2 | #1 | #2015 | Mitnutzung eines Studios mit Hohlkehle | Porträt- und Architekturfotografie | #2016 | #60 |

Tonwerk Zittau | Sebastian Hänsel | Inh. | Mandauer Berg 2 | 02763 Zittau | ~~0171/3920045~~ 0171 39200 46 | sh@tonwerk.example.org
 | www.tonwerk.example.org | 59.20.1 | 2,5 | 2009/2010 | Komponistin für Hörspielmusik | Tonstudio; Mastering; Hörspielproduktion | #2013 | #60
 | Kündigung zum 31.12.2026

Drohnenblick Lausitz UG (haftungsbeschränkt) | Kevin Noatnick | | Bahnhofstr. 77 | 02977 Hoyerswerda | 03571/0471 55
 | info[at]drohnenblick.example.org | drohnenblick.example.org | Luftbildfotografie | 2 + 1 Azubi | #2019
 | Vermessungsbüros; Landwirtschaftsbetriebe mit großen Flächen | Luftbilder und 3D-Geländemodelle | #2020 | #60 |

Bildersturm Animation | Frau Ulrike Jannasch | Inhaberin | Fleischerstr. 11 | 02826 Görlitz | 03581 0471 66 | jannasch@bildersturm.example.org
 | www.bildersturm.example.org | 59.12 | <5 | #2017 | Verlag für einen animierten Märchenfilm | Trickfilm in Legetechnik¶Erklärfilme | #2018 | #60 |

== Software und Games

Görlitz Interactive GmbH | Herr Daniel Sperling | CTO | Schützenstr. 1 | 02826 Görlitz | 03581 / 04 71 88
 | d.sperling@goerlitz-interactive.example.org | www.goerlitz-interactive.example.org | J 62.01.9 | ca. 15 | #2013
 | UX-Designerin mit Erfahrung in Medizintechnik | App-Entwicklung; Touch-Anwendungen für Museen | #2015 | #240 |

Pixelheide Games | Felix Wjenk | | Coseler Str. 3 | 02943 Weißwasser/O.L. | 0176 040690 71 | felix@pixelheide.example.org | www.pixelheide.example.org
 | 58.21 | 4-5 | #2021 | Publisher für ein Erzählspiel¶Komponist | Spielmechanik und Leveldesign | #2022 | #60 |

Datenmühle Löbau e.K. | Steffen Graf | Inh. | Äußere Bautzner Str. 19 | 02708 Löbau | 03585/0471-31 | graf@datenmuehle.example.org
 | datenmuehle.example.org; shop.datenmuehle.example.org | 62.02 / 62.01 | #3 | #2006 | | IT-Beratung für Vereine und kleine Betriebe | #2014 | #120 |

== Handwerk und Manufakturen

Lausitzer Leinenweberei Hörnig KG | Frau Birgit Hörnig | Komplementärin | Mühlweg 6 | 02779 Großschönau | 035841 / 0 47 11
 | b.hoernig@leinenweberei.example.org | www.leinenweberei.example.org | #13.2 | 24 | #1862
 | - Gestaltung von Verpackung und Etiketten für Leinenprodukte, auch englisch¶- Modelabels mit Kleinserien
 | - Leinenstoffe ab 50 m in Wunschfarben¶- Jacquardgewebe nach Entwurf | #2013 | #240 | Bus.-Patenschaft, s. Mail v. 3.3.

Holzspielzeug-Manufaktur Oybin | Herr Andreas Tietze | Meister | Hauptstr. 52 | 02797 Oybin | 035844 04711 | tietze@holzspielzeug.example.org
 | www.holzspielzeug.example.org | WZ08-32.40.0 | ca. 6 | seit 1991 | App mit Augmented Reality zu unseren Holzfiguren¶Händler in Skandinavien
 | Spielzeug und Baukästen aus heimischem Holz | #2013 | #120 |

Drechslerei Birnbaum | Herr Lutz Birnbaum | | Am Steinbruch 4 | 01877 Demitz-Thumitz | 03594 / 04711 | lutz@drechslerei-birnbaum.example.org
 | www.drechslerei-birnbaum.example.org | 16.29.0 | #3 | #1987 | Spieleverlage; Innenarchitekten
 | Spielfiguren und Spielsteine aus zertifiziertem Holz in Kleinserie | #2015 | #60 |

Schäfer & Söhne Möbelbau GmbH | Herr Uwe Schäfer | Geschäftsführer | Gewerbering 12 | 02828 Görlitz | 03581/047190
 | u.schaefer@schaefer-moebel.example.org | www.schaefer-moebel.example.org | @2026-01-31 | 18 (davon 3 Azubis) | @1994-05-01
 | Handelsvertretung für Möbel und Einrichtung in Frankreich | Büro- und Ladenmöbel aus Massivholz¶CNC-Fräsen im Lohn | #2016 | #240 |

Keramikwerkstatt Neschwitz | Sigrid Lorenz-Mattusch | Keramikmeisterin | Schlossallee 2 | 02699 Neschwitz | 035933 04711
 | keramik@neschwitz-ton.example.org | www.neschwitz-ton.example.org | 23.41 | 1 | Anfang der 90er
 | Fotos von gedecktem Geschirr für unseren Onlineshop | Geschirr für Gastronomie nach Maß | #2018 | #60 |

Glashütte Spreetal GmbH | Herr Ronny Kschischan | Betriebsleiter | Industriestr. 30 | 02979 Spreetal | 035727/04711 - 0
 | r.kschischan@glashuette-spreetal.example.org | www.glashuette-spreetal.example.org | 23.13 | > 30 | 1952 / 1991 (Neugründung)
 | Designer für eine Karaffenserie | Mundgeblasene Flaschen und Gläser ab 200 Stück | #2014 | #480 |

Buchbinderei Fadenheft | Frau Elke Zimmermann | Buchbindermeisterin | Kornstr. 7 | 02625 Bautzen | 03591 / 04 71 71
 | ~~elke@fadenheft-alt.example.org~~ | www.fadenheft.example.org | C 18.14 | #4 | #2001 | ~~Lagerraum in Bautzen oder Umgebung~~
 | Fadengeheftete Kunst- und Fotobücher ab 50 Exemplaren; Prägungen | #2014 | #60 |

Buntpapier & Letterpress Bautzen | Herr Gunnar Döring | | ^ | ^ | 0171-39200 52 | gd@buntpapier.example.org
 | [zur Website](https://www.buntpapier.example.org/) | @2026-12-18 | #2 | #2010 | Papeterien und Museumsshops
 | Visitenkarten und Plakate im Buchdruck | #2015 | #60 |

Kräuterbrennerei Jonsdorf OHG | Frau Katja Wünsche, Herr Ralf Wünsche | | Zittauer Str. 31 | 02796 Kurort Jonsdorf | 035844/0 47 12
 | wuensche@kraeuterbrennerei.example.org | www.kraeuterbrennerei.example.org | 11.01 | 5 VZÄ | #1999
 | Kurzfilm über unsere Brennerei für Messe und Internet | Likör mit eigenem Etikett ab 60 Flaschen; Führungen | #2017 | #120 |

KAFFEERÖSTEREI ROTE MÜHLE | Herr Tilo Gärtner | | An der Mandau 1 | 02779 Großschönau | 035841 04 71 90 | tilo@rotemuehle.example.org
 | www.rotemuehle.example.org | 10.83.0 | #4 | #2014 | Keramik mit Logo; Coworking-Häuser als Kunden | Hausmischung für Büros und Cafés | #2019 | #60
 |

Schmuckatelier Silberdistel | Antje Pohl | Goldschmiedin | Brüderstr. 17 | 02826 Görlitz | 03581/04 71 31 | antje@silberdistel.example.org
 | www.kreativhof.example.org | 32.12 | #1 | #2008 | Fotostudio zur Mitnutzung | Trauringkurse; Umarbeitung von Altgold | #2014 | #60 |

Lederwerkstatt Sattelfest | Robert Exner | | ^ | ^ | 0176 04069088 | robert@sattelfest.example.org | www.kreativhof.example.org | 15.12 | #1 | #2022
 | Modelabel für Taschenkollektion | Taschen und Riemen aus pflanzlich gegerbtem Leder | #2023 | #60 | kommt selten zu Treffen

Pfefferkuchen-Manufaktur Lo\u0308schau | Frau Heike Löschau | | Wettinplatz 3 | 01896 Pulsnitz | 035955/047 11
 | laden@pfefferkuchen-loeschau.example.org | www.pfefferkuchen-loeschau.example.org | WZ10.72 | 8 – 10 (Saison) | 1893
 | Dosen aus Weißblech, Geschenkverpackung und Banderolen | Gebäck mit Firmenlogo als Werbegeschenk | #2016 | #120 |

Kartonagen Herrnhut eG | Herr Christoph Bunzel | Vorstand | Löbauer Str. 60 | 02747 Herrnhut | 035873 / 047 11-25
 | bunzel@kartonagen-herrnhut.example.org | www.kartonagen-herrnhut.example.org | #17.21 | rd. 40 | #1949
 | Grafiker für eine neue Musterkollektion (bitte bei Herrn Bunzel melden, bunzel@kartonagen-herrnhut.example.org)
 | Faltschachteln aus Recyclingkarton für Kosmetik und Lebensmittel; Stanzformen | #2015 | #480 |

Geigenbau Förster | Friedemann Förster | Geigenbaumeister | Rosenstr. 9 | 02708 Löbau | 03585/04 71 77 | werkstatt@geigenbau-foerster.example.org | -
 | 32.20 | 1-2 | #1996 | Musikschulen | Reparatur von Streichinstrumenten | #2020 | #60 |

== Bühne, Musik, Veranstaltungen

Puppenspiel Wanderwolf | Marlies Krautz | Puppenspielerin | Dorfplatz 1 | 02627 Radibor | 0171 3920077 | wanderwolf@puppenspiel.example.org
 | www.wanderwolf.example.org | 90.01.3 | #2 | #2003 | Bildhauerin für Großfiguren¶Gastspielorte in Tschechien | Kindertheater für Feste und Schulen
 | #2014 | #60 |

Festwiese Veranstaltungs GmbH | Herr Enrico Paulick | GF | Stauwerder 5 | 02977 Hoyerswerda | 03571 047 144 | paulick@festwiese.example.org
 | www.festwiese.example.org | Eventagentur | 6,0 | #2007 | Straßenkünstler für ein Stadtfest | Technik und Ablaufplanung für Freiluftkonzerte | #2013
 | #120 |

Musikbüro Neiße | Agnieszka Kowal-Richter | | Obermarkt 25 | 02826 Görlitz | 03581/047 1199 | a.kowal@musikbuero.example.org
 | www.musikbuero.example.org | Konzertagentur | #1 | i. G. | Spielstätten in Polen | Booking für Folk- und Klezmerbands | #2025 | #60
 | Antrag Fördermittel läuft, NICHT weitergeben

== Weitere

Übersetzungsbüro Brückner & Partner | Dr. Silke Brückner | Partnerin | Demianiplatz 4 | 02826 Görlitz | 03581 04 71 41
 | bruecker@uebersetzung-brueckner.example.org | www.uebersetzung-brueckner.example.org | 74.30.1 | #3 | #2002
 | Werbeagenturen mit Kunden in Tschechien | Übersetzung von Websites und Führungen aus dem Französischen; Dolmetschen Polnisch | #2015 | #120 |

Ausstellungsbau Kranich GmbH | Herr Henry Kranich | Geschäftsführer | Am Flugplatz 8 | 02828 Görlitz | 03581/04 71 55
 | kranich@ausstellungsbau.example.org | www.ausstellungsbau.example.org | Museums- und Messebau | 9 + 3 freie | #2000
 | ~~Lasercutter zur Mitnutzung~~¶Hörstationen und Klanglandschaften für ein Heimatmuseum | Vitrinen und Möbel für Ausstellungen | #2014 | #120 |

Coworking Alte Spinnerei | Lisa Manitz | Hausleitung | Spinnereistr. 1 | 02763 Zittau | 03583 04 71 60 | lisa@alte-spinnerei.example.org
 | www.alte-spinnerei.example.org | 68.20.2 | k. A. | #2019 | Röster für die Kaffeebar | Büros und Werkstätten auf Zeit; Seminarraum | #2020 | #120 |

Tkalnia Artystyczna Zgorzelec sp. z o.o. | Pani Beata Nowicka | | ul. Daszyńskiego 12 | PL-59-900 Zgorzelec | +48 75 000 47 11
 | biuro@tkalnia.example.org | www.tkalnia.example.org | 13.92 | #5 | #2011 | Designer für Teppiche | Handgewebte Teppiche und Wandbehänge | #2022
 | #60 | Ansprache auf Polnisch!

Schaefer + Soehne Moebelbau | Uwe Schäfer | | Gewerbering 12 | 02828 Goerlitz | s. o. | | | Möbelbau | | | | Ladenbau | #2013 | | doppelt? prüfen

 | Kathrin Noack | freiberuflich | | 02763 Zittau | 0176 04069043 | k.noack@mail.example.org | | | | | | | #2024 | #60 | Firma erfragen

??? | | | | | | | | | | | | | | | Neuaufnahme Juli, Unterlagen fehlen noch
"""

LEFT = """
~~Galerie Alte Post~~ | ~~Frau Regina Mühlan~~ | | ~~Postplatz 2~~ | ~~02826 Görlitz~~ | ~~03581/04 71 99~~ | ~~muehlan@altepost.example.org~~
 | ~~www.altepost.example.org~~ | ~~47.78.3~~ | ~~2~~ | ~~1999~~ | ~~Künstler aus Böhmen~~ | ~~Ausstellungsfläche~~ | ~~2013~~ | ~~60~~
 | ~~Geschäft aufgegeben~~

~~Modeatelier Zschornack~~ | ~~Carola Zschornack~~ | | ~~Kirchgasse 6~~ | ~~01917 Kamenz~~ | ~~03578 04711~~ | ~~atelier@zschornack.example.org~~ |
 | ~~14.13~~ | ~~1~~ | ~~2005~~ | | ~~Maßschneiderei~~ | ~~2016~~ | ~~60~~ | ~~verstorben~~

Printhaus Kamenz | Herr Olaf Mros | | Macherstr. 50 | 01917 Kamenz | 03578 / 047 12 | mros@printhaus.example.org | www.printhaus.example.org | 18.12
 | 6 | 1992 | Papierlieferant | Offsetdruck bis B2 | #2014 | | ausgetreten zum 31.12.2025
"""
"""Struck out in the file, or said to have left."""

SUPPORTERS = (("Sparverein Neißeland eG", "02826 Görlitz", "500 €"), ("Stadtwerke Mandau GmbH", "02763 Zittau", "300 €"))
LEGEND = (
    ("MA", "Mitarbeiterinnen und Mitarbeiter inkl. Inhaber/in"),
    ("WZ", "Klassifikation der Wirtschaftszweige 2008, soweit bekannt"),
    ("durchgestrichen", "ausgetreten, wird zum Jahresende gelöscht"),
    ("s. o.", "siehe oben"),
    ("Rückfragen", "Jana Mirtschin, Geschäftsstelle, 03581 / 04 71 10, buero@kreativnetz.example.org"),
)
FEES = (("Atelier Wüstefeld", 120, "DE00 8505 0100 0000 4711 01"), ("Oberland Film GmbH & Co. KG", 120, "DE00 8505 0100 0000 4711 02"))

FOOT = (
    "* Angaben der Mitglieder ohne Gewähr. MA = Mitarbeiter/innen inkl. Inhaber/in",
    "Änderungen bitte an Jana Mirtschin, buero@kreativnetz.example.org, Tel. 03581 / 04 71 10",
)

NEXT_YEAR = Changes(
    gone=("Lichtspur Fotografie", "KAFFEERÖSTEREI ROTE MÜHLE"),
    changed={
        "Görlitz Interactive GmbH": {"MA": "ca. 22"},
        "Holzspielzeug-Manufaktur Oybin": {"Gesucht": "Vertrieb in Großbritannien¶Lackierer mit Zulassung für Spielzeug"},
        "Geigenbau Förster": {"Straße": "Bautzner Str. 3", "PLZ Ort": "02763 Zittau"},
        "\u200eStudio Lausche GbR": {"Firma": "Studio Lausche GmbH", "MA": "#4"},
    },
    new="""
Kartoffelgold Lausitz GmbH | Frau Jule Domann | GF | Feldweg 2 | 02694 Malschwitz | 035932 04711 | jule@kartoffelgold.example.org
 | www.kartoffelgold.example.org | 10.31 | #6 | #2023 | Etiketten mit Witz | Chips mit eigenem Etikett für Veranstalter | #2027 | #120 |

Siebdruckerei Rakelwerk | Marko Zieschank | | Heidestr. 15 | 02906 Niesky | 03588 04711 | marko@rakelwerk.example.org | www.rakelwerk.example.org
 | 18.12 | #2 | #2026 | Bands und Festivals | Textildruck mit wasserbasierten Farben | #2027 | #60 |

Klangraum Akustik UG | Herr Paul Wirth | | Ring 8 | 02977 Hoyerswerda | 03571 047 190 | wirth@klangraum.example.org | www.klangraum.example.org
 | Akustikplanung | #3 | 2022 | Weberei für schallschluckende Stoffe | Messung und Planung von Raumakustik | #2026 | #60 |
""",
)
