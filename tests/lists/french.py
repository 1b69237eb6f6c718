"""What the office of an invented French cluster keeps about its members: no firm, person, number or address in here exists."""

from notation import Changes, names

TITLE = ("« Les Deux Rives » – grappe des entreprises créatives", "Annuaire des adhérents 2026 ; mise à jour : 10/11/2026", "")
TITLE_2027 = ("« Les Deux Rives » – grappe des entreprises créatives", "Annuaire des adhérents 2027 ; mise à jour : 09/11/2027", "")
HEADER = names(
    "N° adh.|Raison sociale|SIRET|Code NAF/APE|Activité|Contact|Courriel|Tél.|Site internet|CP|Ville|Effectif|Créée en|"
    "Recherche|Propose|Adhésion|Cotisation 2026|Observations"
)

MEMBERS = """
== Image, son et jeu

Studio Chrysalide | 00041307000012 | 6201Z | Réalité augmentée | Mme Élodie Kervadec | elodie@chrysalide.example.org | 02 61 91 01 01
 | www.chrysalide.example.org | 44000 | Nantes | 10 à 15 | 2014 | Muséographes ; fabricants de jouets
 | Applications de réalité augmentée pour jouets et musées | 2016 | 180,00 € |

L’Œil du Phare | 00041314600010 | 7420Z | Photographie | M. Gaël Le Floc’h | gael@loeilduphare.example.org | 02.61.91.01.02 | loeilduphare.example.org
 | 56000 | Vannes | 1 | 2010 | Stylisme culinaire | Photographie de vaisselle et de plats pour boutiques en ligne | 2017 | 60,00 € |

Mirliton Production SARL | 8,53E+13 | 59.11A | Films documentaires | Mme Nadège Rouault | n.rouault@mirliton.example.org | 02 61 91 01 03
 | https://mirliton.example.org | 44600 | Saint-Nazaire | 4,5 | 1999 | Traduction et sous-titrage en allemand | Captation de spectacles | 2014
 | 120,00 € | « à relancer »

Brume Électrique | 8,53E+13 | 5821Z | Jeux vidéo | M. Théo Garandeau | theo@brume-electrique.example.org | 06 39 98 01 04
 | www.brume-electrique.example.org | 44200 | Nantes | 8 | 2018 | Musique originale enregistrée avec un orchestre pour notre jeu
 | Conception de niveaux, tests joueurs | 2019 | 120,00 € |

Studio Ricochet | 00041321100012 | 5920Z | Prise de son | M. Baptiste Hélary | contact@ricochet.example.org | 02 61 91 01 05
 | www.ricochet.example.org | 35000 | Rennes | 2 | 2006 | Comédiens anglophones | Postproduction sonore ; Livres audio | 2015 | 60,00 € |

Les Images Têtues | 00041328600014 | Film d'animation | | Mme Solène Autret | solene@imagestetues.example.org | 02 61 91 01 06
 | imagestetues.example.org | 35400 | Saint-Malo | une dizaine | 2011 ? | Coproducteurs au Pays de Galles ; Doublage
 | Séries jeunesse en papier découpé | 2016 | 120,00 € |

== Design, métiers d'art et fabrication

ATELIER DU BOCAGE | 00041335100016 | 31.09B | Meubles | M. Régis Poupard | r.poupard@bocage.example.org | 02 61 91 01 07 | www.bocage.example.org
 | 49300 | Cholet | 26 | 1968 | Motifs pour tissus d’ameublement | Mobilier en chêne ; sous-traitance d'usinage | 2014 | 240,00 € |

Lutherie Sarment | 00041342700014 | 3220Z | Luthier | Mme Aude Sarment | aude@lutherie-sarment.example.org | 06 39 98 01 08 | | 49000 | Angers | 1
 | 1997 | Boutique en ligne avec paiement en plusieurs devises | Restauration de violons et d’altos | 2018 | 60,00 € | préfère le téléphone

Biscuiterie Grand-Largue SAS | 00041349200018 | 10.72Z | Biscuits | M. Hervé Moysan | h.moysan@grandlargue.example.org | 02 61 91 01 09
 | www.grandlargue.example.org | 56170 | Quiberon | 32 salariés | 1956 | Illustration pour boîtes en métal et coffrets cadeaux
 | Biscuits en marque blanche | 2015 | 240,00 € |

Céladon & Fils | 00041356700017 | 2341Z | Porcelaine | M. Armand Céladon | armand@celadonfils.example.org | 02 61 91 01 10
 | www.celadonfils.example.org | 49400 | Saumur | 6 ETP | 1924 | Cafés et hôtels | Vaisselle décorée à la main | 2014 | 120,00 € |

Verrerie de l'Estuaire | 00041363300017 | 23.13Z | Verre soufflé | Mme Inès Davoine | ines@verrerie-estuaire.example.org | 02 61 91 01 11
 | www.verrerie-estuaire.example.org | 44350 | Guérande | 3 | 2003 | Brasseries et cidreries | Carafes et lampes soufflées | 2020 | 60,00 € |

Maroquinerie Bel-Air | 00041370800017 | 1512Z | Sacs | Mme Yvette Loiseau | yvette@belair.example.org | 02 61 91 01 12 | www.belair.example.org
 | 49000 | Angers | 11-20 | 1989 | Cuir à tannage végétal | Petites séries de sacs pour marques | 2016 | 120,00 €
 | retard de paiement, voir M. Besnard

Toile & Gréement | 00041377300011 | 13.92Z | Voilerie | M. Yann Cadiou | yann@toile-greement.example.org | 02 61 91 01 13 | toile-greement.example.org
 | 56100 | Lorient | 7 | 2001 | Créateurs pour recycler nos chutes de voile | Couture industrielle grande largeur | 2017 | 120,00 € |

Savonnerie Ébène | 00041384900019 | 47.75Z | Savons | Mme Aïcha Benali | aicha@savonnerie-ebene.example.org | 02 61 91 01 14
 | www.savonnerie-ebene.example.org | 85000 | La Roche-sur-Yon | 5 | 2015 | Étuis pliants en carton recyclé pour savons | Savons à façon | 2018
 | 60,00 € |

Bijoux Nacre | | 3212Z | Bijouterie | Mme Lou Tanguy | lou@nacre.example.org | 06 39 98 01 15 | facebook.com/nacre.example | 56000 | Vannes | 1 | 2019
 | Boutiques de musée | Bijoux en nacre de récupération | 2021 | 60,00 € |

Enseignes Martin-Pêcheur | 00041391400011 | 18.12Z | Impression grand format | M. Loïc Pichon | loic@martin-pecheur.example.org | 02 61 91 01 16
 | facebook.com/martinpecheur.example | 53000 | Laval | 9 | 1994 | Graphistes | Enseignes, bâches et adhésifs | 2015 | 120,00 € |

Forge des Marais | | 2550B | Ferronnerie | M. Noé Guihard | noe@forgemarais.example.org | 02 61 91 01 17 | | 44410 | La Chapelle-des-Marais | 2 | 2009
 | Architectes du patrimoine | Grilles et luminaires forgés | 2018 | 60,00 € |

== Communication, commerce et services

Delmas Représentation | 00041398900013 | 46.15Z | Agent commercial | M. Philippe Delmas | ph.delmas@delmas-rep.example.org | 02 61 91 01 18
 | www.delmas-rep.example.org | 44100 | Nantes | 2 | 2008 | Fabricants étrangers | Représentation commerciale de meubles et de décoration en France
 | 2017 | 60,00 € |

Passerelle Traductions | 00041405200019 | 7430Z | Traduction | Mme Claire Nédélec | claire@passerelle-trad.example.org | 02 61 91 01 19
 | www.passerelle-trad.example.org | 35000 | Rennes | 4 | 2004 | Éditeurs techniques | Traduction en français et voix off pour formations en ligne
 | 2015 | 60,00 € |

Escales Voyages Culturels | 00041412800017 | 79.12Z | Voyages | Mme Maud Quéré | maud@escales.example.org | 02 61 91 01 20 | www.escales.example.org
 | 44000 | Nantes | 6 | 2012 | Traduction en allemand de notre site et de nos visites guidées | Circuits chez les artisans | 2016 | 120,00 € |

Agence Pluriel | 00041419300011 | 73.11Z | Publicité | M. Kévin Abgrall | k.abgrall@pluriel.example.org | 02 61 91 01 21 / 06 39 98 01 21
 | www.pluriel.example.org | 35000 | Rennes | 14 | 2005 | Développeurs ; Rédacteurs anglophones | Campagnes pour collectivités | 2014 | 180,00 € |

Atelier Typo Graff' | 00041426800011 | 7410Z | Graphisme | Mme Zoé Le Bihan | zoe@typograff.example.org | 06 39 98 01 22 | typograff.example.org
 | 29000 | Quimper | 1 (micro-entreprise) | 2020 | Imprimeurs en sérigraphie | Identité visuelle, signalétique | 2021 | 60,00 € |

Données & Cie | 00041433400011 | 6311Z | Données | M. Hugo Marchand | hugo@donnees-cie.example.org | 02 61 91 01 23 | www.donnees-cie.example.org
 | 49000 | Angers | 5,0 | 2017 | Offices de tourisme | Tableaux de bord de fréquentation | 2019 | 120,00 € |

Le Fil d'Ariane Formation | 00041440900011 | 85.59A | Formation | Mme Ariane Dubreuil | ariane@fil-formation.example.org | 02 61 91 01 24
 | www.fil-formation.example.org | 85100 | Les Sables-d'Olonne | 3 | 2013 | Animateurs bilingues | Formation à l'accueil du public étranger | 2018
 | 60,00 € |

Éditions du Goéland | 00041447400015 | 58.11Z | Livres illustrés | M. Émile Rivoal | emile@goeland.example.org | 02 61 91 01 25
 | www.goeland.example.org | 29200 | Brest | 4 | 1983 | - Illustrateurs britanniques¶- Relieur d’art¶- Diffuseur en Allemagne
 | Livres d'artiste en coédition | 2015 | 60,00 € |

Coworking La Cale | 00041454000013 | 6820B | Espace de travail | Mme Flora Hamon | flora@lacale.example.org | 02 61 91 01 26 | www.lacale.example.org
 | 44600 | Saint-Nazaire | NC | 2016 | Torréfacteur local | Bureaux et ateliers ; salle de réunion | 2017 | 60,00 € |

Web & Marées | 00041461500013 | 6201Z ; 6202A | Sites web | M. Malo Thébault | malo@webmarees.example.org | 02 61 91 01 27
 | https://www.webmarees.example.org/ | 29000 | Quimper | 3 | 2010 | Photographes ; Rédacteurs | Sites pour artisans, maintenance | 2016 | 60,00 € |

Lumières d'Ouest | | 90.02Z | Éclairage de scène | M. Dimitri Salaün | dimitri@lumieresouest.example.org | 02 61 91 01 28 | | 35200 | Rennes | 6
 | 1996 | Salles en Bavière | Location de projecteurs avec régisseur | 2018 | 120,00 € |

== Spectacle vivant et patrimoine

Cie des Géants de Sel | 00041468000017 | 90.01Z | Marionnettes | Mme Rozenn Piriou | rozenn@geantsdesel.example.org | 06 39 98 01 29
 | www.geantsdesel.example.org | 44000 | Nantes | 5 intermittents | 2007 | Festivals en Angleterre | Théâtre de rue avec marionnettes géantes | 2016
 | 60,00 € |

Cirque Bancal | | 9001Z | Cirque | M. Ulysse Ferrand | ulysse@cirquebancal.example.org | 06 39 98 01 30 | cirquebancal.example.org | 53100 | Mayenne
 | 7 | 2013 | Chapiteau d'occasion | Spectacles pour petites communes | 2019 | 60,00 € |

Scénographie Point-Virgule | 00041475500017 | 7410Z | Scénographie | Mme Diane Morvan | diane@pointvirgule.example.org | 02 61 91 01 31
 | www.pointvirgule.example.org | 49000 | Angers | 3,5 | 2012 | Automates pour expositions | Scénographie d’expositions et de vitrines | 2017
 | 60,00 € | contact remplacé par M. Besnard jusqu'en mai

Musée de poche | 00041482100017 | 9102Z | Musée privé | M. Gildas Tréhin | gildas@museedepoche.example.org | 02 61 91 01 32
 | www.museedepoche.example.org | 49400 | Saumur | 2 | vers 1975 | Médiation numérique | Location de la salle voûtée | 2015 | 60,00 € |

Brasserie de la Digue | 00041489600019 | 11.05Z | Bière | M. Corentin Bodin | corentin@brasseriedigue.example.org | 02 61 91 01 33
 | www.brasseriedigue.example.org | 44510 | Le Pouliguen | 4 | 2018 | Étiquettes sérigraphiées ; Groupes pour concerts | Bière d'événement | 2020
 | 60,00 € |

Conserverie Ker-Iode | 00041496100011 | 1020Z | Conserves | Mme Gwenn Stéphan | gwenn@keriode.example.org | 02 61 91 01 34 | www.keriode.example.org
 | 29120 | Pont-l'Abbé | 18 | 1934 | Affiches anciennes à rééditer (Gwenn Stéphan, gwenn@keriode.example.org) | Ateliers de cuisine | 2016 | 120,00 €
 |

Atelier Cuivre & Cie – Tournai | | Dinanderie | Dinanderie | M. Joris Wauters | joris@cuivre.example.org | +32 69 00 01 35 | www.cuivre.example.org
 | B-7500 | Tournai (Belgique) | 2 | 1990 | Fondeurs | Objets en cuivre repoussé | 2022 | 60,00 € |

Atelier Cuivre et Compagnie | | | | J. Wauters | joris@cuivre.example.org | | | | Tournai | | | | | | | doublon ?

Vanneries du Marais | 00041503400016 | 16.29Z | Vannerie | M. Ange Perrocheau | ange@vanneries.example.org | 04 65 71 01 36
 | www.vanneries.example.org | 1000 | Bourg-en-Bresse | 1 | 2016 | Osier | Paniers d’étalage | 2021 | 30,00 € |

 | | | | Mme Perrine (céramiste ?) | perrine@mail.example.org | 06 39 98 01 37 | | 44 | | | | | | 2026 | | à rappeler

à compléter | | | | | | | | | | | | | | | | dossier incomplet
"""

LEFT = """
Galerie Hexagone | 00041510900016 | 4778C | Galerie | M. Octave Lenoir | octave@hexagone.example.org | 02 61 91 01 41 | | 44000 | Nantes | 2 | 1998
 | Peintres | Cimaises | radié le 12/03/2025 | |

Éclats de Voix | | 9001Z | Chœur | Mme Prune Jaouen | prune@eclats.example.org | 06 39 98 01 42 | | 35000 | Rennes | 1 | 2008 | Salles | Concerts
 | démission 2024 | |

Papeterie Vélin SARL | 00041517400010 | 1723Z | Papeterie | M. Sylvain Coat | sylvain@velin.example.org | 02 61 91 01 43 | www.velin.example.org
 | 29000 | Quimper | 6 | 1961 | Papier recyclé | Carnets | 2014 | | liquidation judiciaire – radiée
"""
"""Said to have been struck off or to have resigned."""

FOOT = ("Document interne – ne pas diffuser", "Secrétariat : Mme Odile Besnard, odile@deuxrives.example.org, 02 61 91 01 99")

NEXT_YEAR = Changes(
    gone=("Forge des Marais", "Lumières d'Ouest"),
    changed={
        "Savonnerie Ébène": {"Effectif": "9"},
        "Cirque Bancal": {"Recherche": "Chapiteau d'occasion ; Musiciens tchèques"},
        "Studio Ricochet": {"CP": "35400", "Ville": "Saint-Malo"},
        "Céladon & Fils": {"Raison sociale": "Céladon et Filles SARL", "Effectif": "8"},
    },
    new="""
Les Ruches Urbaines | 00041524000019 | 0149Z | Apiculture | M. Aurélien Prat | aurelien@ruchesurbaines.example.org | 06 39 98 01 51
 | www.ruchesurbaines.example.org | 44000 | Nantes | 2 | 2022 | Étiquettes et pots | Miel d'entreprise | 2027 | 60,00 € |

Fonderie Petit-Quai | 00041531500019 | 24.54Z | Bronze d'art | Mme Colombe Riou | colombe@petitquai.example.org | 02 61 91 01 52 | | 29200 | Brest | 4
 | 1986 | Sculpteurs étrangers | Fonte à la cire perdue | 2027 | 60,00 € |

Studio Pixel Salé | | 7410Z | Design d'interface | M. Ismaël Roche | ismael@pixelsale.example.org | 06 39 98 01 53 | pixelsale.example.org | 56100
 | Lorient | 3 | 2024 | Start-up du tourisme | Design d'applications | 2027 | 60,00 € |
""",
)
