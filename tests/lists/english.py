"""What the office of an invented cluster around the Severn keeps about its members: no firm, person, number or address in here exists."""

from notation import Changes, names

TITLE = (
    "Severnside Makers & Media Network CIC",
    "“The working list” – members as at 3 Nov 2026 (Hazel’s version, please don’t sort!)",
    "",
)
TITLE_2027 = (
    "Severnside Makers & Media Network CIC",
    "“The working list” – members as at 8 Nov 2027 (Hazel’s version, please don’t sort!)",
    "",
)
HEADER = names(
    "Ref|Company|Co. no.|SIC|What they do|Contact|E-mail|Phone /¶website|Town|County|Country|Staff|Est.|Looking for|Can offer|Status|Annual fee|Notes"
)

MEMBERS = """
== BRISTOL & BATH

Kiln Lane Packaging Design Ltd | 99012301 | 74100 | Packaging design | Miriam Oakes | miriam@kilnlane.example.org
 | 0117 496 0101¶www.kilnlane.example.org | Bristol | | UK | 7 | 2009 | Carton maker for short runs
 | Packaging and label design for food and textile brands | Active | £180.00 |

Harbourside Brand Films | 99012302 | 59111 | Video production | Joe Tarrant | joe@harboursidefilms.example.org
 | 0117 496 0102 / harboursidefilms.example.org | Bristol | Bristol | England | ca. 6 | 2012 ? | • Drone operators¶• Subtitling into German
 | • Short brand films for food and drink makers¶• Event streaming | Active | £180.00 | chases us about invoices – be nice

Wren & Otter | 99012303 | 90030 | Illustration | Phoebe Wren | phoebe@wrenandotter.example.org | 07700 900103, wrenandotter.example.org | Bath | BANES
 | UK | 1 | 2015 | Agents abroad | Illustration for tins, gift boxes and greetings cards | Active | £60.00 |

Tidemark Sound Studio LLP | OC990104 | 59200 | Recording studio | Gareth Penrose | gareth@tidemarksound.example.org
 | (0117) 496 0104 www.tidemarksound.example.org | Bristol | | UK | 3 | 1998 | Museums and galleries
 | Audio guides and soundscapes for museums; Voice recording | Active | £120.00 |

Ravel & Reed Music | | Composer | Music for games and film | Imogen Reed | imogen@ravelreed.example.org | 07700 900105 | Bath | Somerset | UK
 | sole trader | 2018 | Game studios; Animators | Original scores with live chamber orchestra for games | active | £60.00 |

Bramble Code Ltd | 99012306 | 62012 - Business and domestic software development | Web development | Sanjay Kapadia | sanjay@bramblecode.example.org
 | https://bramblecode.example.org 0117 496 0106 | Bristol | | UK | 11-13 | 2011 | UX writers
 | Online shops with payment in several countries and currencies | Active | £240.00 |

Quayhouse Games | 99012307 | 58210 | Board and video games publisher | Luke Farrant | luke@quayhouse.example.org
 | 0117 496 0107¶www.quayhouse.example.org | Bristol | | UK | 4 | 2016 | Wooden game pieces in certified timber, small runs
 | Rules editing and play testing | Active | £120.00 |

Papertrail Press | 99012308 | 58110 | Art book publisher | Dr Helen Achebe | helen@papertrail.example.org | 01632 960108 / www.papertrail.example.org
 | Bath | Somerset | UK | 2.5 | 1994 | Binder for thread-sewn art books¶Distributor in Germany | Editing and picture research | Active | £120.00 |

Flaxfield Clothing Ltd | 99012309 | 14131 | Fashion label | Tamsin Vale | tamsin@flaxfield.example.org | 01632 960109 flaxfield.example.org | Frome
 | Somerset | UK | 02-May | 2019 | Linen cloth woven in Europe, from 50 metres | Pattern cutting and sampling | Active | £120.00 |

Cobbler’s Yard Leather | | 15120 | Bags & belts | Ned Hollis | ned@cobblersyard.example.org | instagram only | Frome | Somerset | UK | 1 | 2021
 | Hide supplier (veg tan) | Leather goods with your logo | Active | £60.00 |

Saltway Cider Co. | 99012311 | 56302 | Cider bar | Bill Yandle | bill@saltwaycider.example.org | 01632 960111 www.saltwaycider.example.org
 | Weston-super-Mare | N. Somerset | UK | 8 – 10 | 1987 | Hand-blown bottles for a limited edition | Tasting evenings; Orchard tours | Active
 | £120.00 |

Mendip Orchards | | 1240 | Apple grower | Sue Durston | sue@mendiporchards.example.org | 01632 960112 | Wells | Somerset | UK | 5 + seasonal | 1952
 | Agronomy app; Pickers’ lodging | Farm as a filming location | Active | £60.00 | “no email newsletters”

Kettle & Crumb | 99012313 | 10710, 56102 | Bakery café | Rosa Bianchi | rosa@kettlecrumb.example.org | 0117 496 0113 | Bristol | | UK | 14 | 2017
 | Ceramics for the café, Illustrator for menus | Catering for openings | Active | £120.00 |

Bright Sparrow Learning | 99012314 | 85590 | E-learning | Fiona Adeyemi | fiona@brightsparrow.example.org
 | 0117 496 0114¶http://www.brightsparrow.example.org/home?utm_source=list | Bristol | | UK | 9 | 2013
 | French translation and voice-over for e-learning courses | Course design for technical subjects | Active | £180.00 |

Lantern Street Festival CIC | 99012315 | 82302 | Festival organiser | Oli Marchetti | oli@lanternstreet.example.org
 | 0117 496 0115 www.lanternstreet.example.org | Bristol | | UK | 3 (+40 volunteers) | 2010 | Street theatre with giant puppets for August
 | Stages, permits and crowd safety | Active | £60.00 |

Ash & Anvil | | 25990 | Metalwork | Tom Ashcroft | tom@ashanvil.example.org | 07700 900116 | Radstock | Somerset | UK | 2 | 2005 | Architects
 | Gates, railings and sculpture to drawing | Active | £60.00 |

Prism Lighting Design Ltd | 99012317 | 74100 | Stage & architectural lighting | Anya Sokol | anya@prismlighting.example.org
 | 0117 496 0117¶prismlighting.example.org | Bristol | | | 5 | 2008 | Event agencies in France | Lighting plans for theatres and heritage sites
 | Active | £120.00 |

Clifton Code Club | | 62090 | | Ellie Frayn | ellie@cliftoncode.example.org | www.cliftoncode.example.org | Bristol | | UK | <5 | 2020 |
 | Coding workshops for schools | Active | £60.00 |

== GLOUCESTERSHIRE

Stroudwater Ceramics | | 23410 | Tableware | Clare Pettifer | clare@stroudwater.example.org | 01632 960119 www.stroudwaterceramics.example.org
 | Stroud | Glos. | UK | 4 | 1999 | Restaurants wanting their own plates | Hand-thrown tableware for cafés and restaurants | Active | £60.00 |

Five Valleys Cloth | 99012320 | 13200 | Wool weaving | Ivor Maddocks | ivor@fivevalleys.example.org | 01632 960120 | Stroud | Gloucestershire | UK
 | 21 | 1874 | Upholsterers; Film costume departments | Woollen cloth and felt | Active | £240.00 |

Tewkes Timber Frames | 99012321 | 43320 | Joinery | Dai Probert | dai@tewkes.example.org | 01632 960121 | Tewkesbury | Glos | UK | about a dozen
 | 2003 | Apprentices | Stage sets, timber frames | Active | £120.00 |

Cotswold Data Barn Ltd | 99012322 | 63110 | Data analysis | Nikhil Rao | nikhil@databarn.example.org | 01632 960122 / databarn.example.org
 | Cirencester | Glos | UK | 6 | 2018 | Farms with sensor data | Visitor statistics for museums and events; Dashboards | Active | £120.00 |

The Letter Foundry | | Printing n.e.c. | Letterpress | Agnes Holloway | agnes@letterfoundry.example.org | 01632 960123 | Cheltenham | Glos | UK | 2
 | 1979 | Paper makers | Posters and invitations by letterpress | Active | £60.00 |

Severn Bore Kayaks | 99012324 | 30120 | Boat builder | Rhys Tolley | rhys@borekayaks.example.org | 01632 960124 www.borekayaks.example.org
 | Gloucester | | UK | 3 | 2014 | Photographer for action shots | Composite moulding to order | Active | £60.00 |

Meadowlark Cosmetics Ltd | 99012325 | 20420 | Natural cosmetics | Priya Lal | priya@meadowlark.example.org | 01632 960125 | Nailsworth | Glos | UK | 7
 | 2016 | Glass jars; Stockists in Ireland | Private-label soap | Active | £120.00 |

Gloucester Docks Studios (GDS) | 99012326 | 68209 | Workspace | Martin Quell | martin@gds.example.org | 01632 960126 | Gloucester | | UK | 2 | 2001
 | Makers for eight empty units | Studios, meeting rooms & a kiln | Active | £120.00 | rent arrears – ask board

Kiln Lane Packaging | | Packaging | | M. Oakes | miriam@kilnlane.example.org | | Bristol | | | | | | | dup?? | |

== WALES & BEYOND

T? Celf Print Workshop | | 18129 | Screen printing | Eleri Vaughan | eleri@tycelf.example.org | 029 2018 0127 www.tycelf.example.org | Cardiff |
 | Wales | 3 | 2011 | Bands and festivals | Screen-printed posters and T-shirts | Active | £60.00 |

Dragonfly Animation Ltd | 99012328 | 59112 | Animation | Owain Pryce | owain@dragonflyanim.example.org | 029 2018 0128¶www.dragonflyanim.example.org
 | Cardiff | South Glam. | Cymru | 16 | 2007 | Broadcaster partners in France and Germany | Children’s series; Explainer films | Active | £240.00 |

Newport Robotics Workshop | 99012329 | 28990 | Small robots for museums | Lewis Cadogan | lewis@nrw.example.org | 01632 960129 | Newport | Gwent
 | Wales | 5.5 | 2020 | Exhibition builders | Animatronics and moving exhibits | Active | £120.00 |

Usk Valley Translations | | 74300 | Welsh–English translation | Nia Bevan | nia@uskvalley.example.org | 01632 960130 | Usk | Mon. | Wales | 1 | 2009
 | Publishers | Welsh translation; Subtitles | Active | £60.00 |

Bleddfa Theatre Co. | | 90010 | Theatre | Huw Lantern | huw@bleddfa.example.org | 07700 900131 | Brecon | Powys | Wales | 10-ish | 2002
 | Touring venues in Brittany | Bilingual productions | Active | £60.00 |

Lee Valley Furniture Ltd | | 31090 | Furniture | Aoife Crowley | aoife@leevalley.example.org | +353 21 000 0132 www.leevalley.example.org | Cork
 | Co. Cork | Eire | 9 | 2006 | Upholstery fabric in linen or wool | Chairs and tables in native ash | Active | €140 |

Antrim Light & Sound | | 77390 | Equipment hire | Ciaran Boyle | ciaran@antrimls.example.org | 028 9649 6133 | Belfast | Co. Antrim | NI | 12 | 1996
 | Festivals | PA and lighting hire with crew | Active | £120.00 |

Highgate Heritage Tours | 99012334 | 79120 | Tour operator | Beatrix Shaw | bea@highgatetours.example.org | 020 7946 0134 | London | Greater London
 | England | 3 | est. 1988 | Interpreter for groups from Poland | Group tours to makers’ workshops | Active (paying quarterly) | £60.00 |

Marram Grass Baskets | | 16290 | Basketry | Jean Oldroyd | jean@marram.example.org | none | Barry | Vale of Glam. | Wales | 0 | 2013
 | Willow growers (call Jean on 07700 900135 before noon) | Baskets for shop displays | Active | £30.00 |

Coppice Chairs | | | Green woodworking | Will Arden | will@coppicechairs.example.org | 01632 960136 | Abergavenny | Mon. | Wales | 1 | 2016
 | A photographer | Chair-making courses | Leaving March 2027 | £60.00 |

 | | | | Pete (the potter) | pete@somewhere.example.org | 07700 900137 | Frome | | | | | | | ? | |

TBC | | | | | | | | | | | | | | new – waiting for form | |
"""

LEFT = """
Old Station Gallery | 99012341 | 47781 | Gallery | Vera Lindqvist | vera@oldstation.example.org | 01632 960141 | Bath | Somerset | UK | 2 | 1990
 | Painters | Wall space | left 2024 | |

Pixel Parlour Ltd | 99012342 | 62011 | Games | Dean Rudge | dean@pixelparlour.example.org | 0117 496 0142 | Bristol | | UK | 5 | 2014 | Composer
 | Unity developers | Dissolved | | in liquidation since May

Thistle & Thread | | 13990 | Embroidery | Moira Kerr | moira@thistlethread.example.org | 07700 900143 | Stroud | Glos | UK | 1 | 2012 | Fashion labels
 | Hand embroidery | Lapsed (not renewed 2025) | |
"""
"""Said to have left or lapsed."""

FOOT = ("Fees are £60 per head band, see “Fees 2026.xlsx”", "Any changes to Hazel Winterbourne, hazel@severnside.example.org, 0117 496 0199")

NEXT_YEAR = Changes(
    gone=("Ash & Anvil", "Severn Bore Kayaks"),
    changed={
        "Quayhouse Games": {"Staff": "7"},
        "Stroudwater Ceramics": {"Looking for": "Restaurants wanting their own plates; A clay supplier in Saxony"},
        "Coppice Chairs": {"Town": "Hay-on-Wye", "County": "Powys", "Status": "Active"},
        "Harbourside Brand Films": {"Company": "Harbourside Brand Films Ltd.", "Staff": "8"},
    },
    new="""
Beeswax & Bone Candles | | 32990 | Candles | Lottie Amery | lottie@beeswaxbone.example.org | 01632 960151 | Frome | Somerset | UK | 2 | 2025
 | Moulds in small numbers | Candles for events | Active | £60.00 |

Ringtail Robotics Ltd | 99012352 | 62020 | Software | Amit Bose | amit@ringtail.example.org | 0117 496 0152 www.ringtail.example.org | Bristol | | UK
 | 4 | 2024 | Toy makers | Voice control for exhibits | Active | £120.00 |

Wye Ink | | 18129 | Risograph printing | Cerys Lloyd | cerys@wyeink.example.org | 01632 960153 | Hay-on-Wye | Powys | Wales | 1 | 2026 | Zine makers
 | Riso posters | Active | £60.00 |
""",
)
