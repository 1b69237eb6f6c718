"""Writes the 24 months of the invented programme into the ledger, one story a file, up to the day the demonstration is built.

Everything here is invented: who came, how much was given, who met whom and what became of it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from random import Random

from graph.model import Edge, Event, Node
from seeds.demo.businesses import Member
from seeds.demo.history.help import help
from seeds.demo.history.introductions import introductions
from seeds.demo.history.lists import lists
from seeds.demo.history.mail import mail
from seeds.demo.history.meetings import meetings
from seeds.demo.history.membership import membership
from seeds.demo.history.programme import Programme, programme
from seeds.demo.history.signposting import signposting
from seeds.demo.history.surveys import surveys
from seeds.demo.history.taking_part import Participant
from seeds.demo.history.told import told
from seeds.demo.history.videos import videos

Story = Callable[[Participant, Programme, Random], Iterator[Event]]
STORIES: tuple[Story, ...] = (membership, told, mail, meetings, videos, help, signposting, lists, introductions, surveys)


def history(everyone: Sequence[Member], nodes: Sequence[Node], edges: Sequence[Edge], today: date, seed: int) -> list[Event]:
    """All events in the order of their days, the last on `today` or before.

    Each story of each business has a draw of its own: a change to one leaves the others as they are. The ledger dates all entries
    on the day of building: nobody can be late in a demonstration.
    """
    setting = programme(everyone, nodes, edges, today, seed)
    told_of = [event for who in setting.everyone for story in STORIES for event in story(who, setting, Random(f"{seed} {story.__name__} {who.number}"))]
    return sorted([*setting.trial.events(), *told_of], key=lambda event: event.on)
