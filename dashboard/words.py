"""Words for what the API names by code: kinds, relations (in both directions), events, roles and the rest of the glossary."""

from collections.abc import Mapping
from typing import Any

from dashboard.i18n import N_, _

KINDS = {
    "business": N_("Business"),
    "cluster": N_("Cluster"),
    "support_organisation": N_("Support organisation"),
    "research_organisation": N_("Research organisation"),
    "public_body": N_("Public body"),
    "expert": N_("Expert"),
    "need": N_("Need"),
    "offer": N_("Offer"),
    "service": N_("Service"),
    "tool": N_("Tool"),
    "video": N_("Video"),
    "event": N_("Event"),
    "market": N_("Market"),
    "trend": N_("Trend"),
    "practice": N_("Practice"),
    "sector": N_("Sector"),
    "field": N_("Field of research"),
    "expertise": N_("Expertise"),
    "project": N_("Project"),
    "region": N_("Region"),
    "country": N_("Country"),
}
ORGANISATIONS = ("business", "cluster", "support_organisation", "research_organisation", "public_body")
RELATIONS = {
    "MEMBER_OF": (N_("is a member of"), N_("has the member")),
    "LOCATED_IN": (N_("is located in"), N_("is home to")),
    "CLASSIFIED_AS": (N_("belongs to"), N_("includes")),
    "HAS_EXPERTISE": (N_("is good at"), N_("is a skill of")),
    "OFFERS": (N_("offers"), N_("is offered by")),
    "NEEDS": (N_("needs"), N_("is needed by")),
    "ABOUT": (N_("is about"), N_("is the topic of")),
    "SERVES_MARKET": (N_("serves the market"), N_("is served by")),
    "TARGETS_MARKET": (N_("wants to reach"), N_("is a target market of")),
    "PROVIDED_BY": (N_("is provided by"), N_("provides")),
    "PARTICIPATED_IN": (N_("took part in"), N_("had the participant")),
    "COLLABORATED_WITH": (N_("has worked with"), N_("has worked with")),
    "SUPPLIES": (N_("supplies"), N_("buys from")),
    "RELATED_TO": (N_("is related to"), N_("is related to")),
    "AFFECTS": (N_("affects"), N_("is affected by")),
    "COMPETES_WITH": (N_("competes with"), N_("competes with")),
    "WORKS_FOR": (N_("works for"), N_("employs")),
    "BROADER": (N_("is part of"), N_("includes")),
    "SAME_AS": (N_("may be the same as"), N_("may be the same as")),
}
HAPPENINGS = {
    "shown": N_("Shown in a list"),
    "delivered": N_("Delivered"),
    "opened": N_("Opened"),
    "invited": N_("Invited"),
    "attended": N_("Attended"),
    "watched": N_("Watched a video"),
    "need_assessed": N_("Needs assessed"),
    "action_planned": N_("Action planned"),
    "step_done": N_("Step done"),
    "referred": N_("Signposted to a service"),
    "service_started": N_("Service started"),
    "service_completed": N_("Service completed"),
    "service_broken_off": N_("Service broken off"),
    "support_given": N_("Support given"),
    "interest_drafted": N_("Expression of interest drafted"),
    "interest_sent": N_("Expression of interest sent"),
    "interest_accepted": N_("Expression of interest accepted"),
    "interest_declined": N_("Expression of interest declined"),
    "interest_withdrawn": N_("Expression of interest withdrawn"),
    "interest_expired": N_("Expression of interest expired"),
    "feedback": N_("Feedback given"),
    "introduced": N_("Introduced"),
    "handed_over": N_("Handed over"),
    "meeting_scheduled": N_("Meeting scheduled"),
    "met": N_("Met"),
    "missed": N_("Meeting missed"),
    "collaboration_signed": N_("Collaboration signed"),
    "collaboration_confirmed": N_("Collaboration confirmed"),
    "collaboration_ended": N_("Collaboration ended"),
    "survey_answered": N_("Survey answered"),
    "trial_declared": N_("Trial declared"),
    "trial_assigned": N_("Assigned in a trial"),
    "basis_given": N_("Legal basis given"),
    "basis_withdrawn": N_("Legal basis withdrawn"),
    "merged": N_("Merged with a duplicate"),
    "unmerged": N_("Separated again"),
    "joined": N_("Joined a cluster"),
    "left": N_("Left a cluster"),
    "told": N_("Told by the cluster manager"),
    "revealed": N_("Name revealed"),
    "looked_up": N_("Looked up by an auditor"),
    "restored": N_("Restored from a backup"),
    "erased": N_("Erased"),
}
ROLES = {
    "admin": N_("Administrator"),
    "manager": N_("Cluster manager"),
    "adviser": N_("Adviser"),
    "business": N_("Business"),
    "evaluator": N_("Programme evaluator"),
}
SOURCES = {
    "cordis": N_("CORDIS, the European Commission's register of research projects"),
    "illustrative": N_("Illustrative: invented for this demonstration"),
    "upload": N_("Uploaded by a cluster"),
    "taxonomy": N_("Public classification"),
}
BASES = {
    "public_register": N_("Public register: shown, but never contacted"),
    "membership": N_("Membership of a cluster"),
    "consent": N_("Own consent"),
}
SIZES = {"micro": N_("Micro (under 10)"), "small": N_("Small (10–49)"), "medium": N_("Medium (50–249)"), "large": N_("Large (250 or more)")}
SERVICE_TYPES = {
    "incubation": N_("Incubation"),
    "co_working": N_("Co-working"),
    "start_up": N_("Start-up support"),
    "internationalisation": N_("Internationalisation"),
    "data_lab": N_("Data lab"),
    "finance": N_("Finance"),
    "training": N_("Training"),
    "advice": N_("Advice"),
}
PARTICIPATION = {"coordinator": N_("Coordinator"), "participant": N_("Participant"), "partner": N_("Partner"), "thirdParty": N_("Third party")}
CREATIVE = {
    "advertising": N_("Advertising and communication"),
    "architecture": N_("Architecture"),
    "arts": N_("Music, stage and visual arts"),
    "crafts": N_("Crafts"),
    "design": N_("Design and fashion"),
    "film": N_("Film, video, radio, photography"),
    "museums": N_("Museums, libraries, archives"),
    "publishing": N_("Publishing"),
    "software": N_("Software and games"),
}
FAMILIES = {
    "base": N_("Starting point"),
    "needs": N_("Needs and offers"),
    "profile": N_("Skills and sectors"),
    "network": N_("Network"),
    "topic": N_("Fields of research"),
    "place": N_("Country"),
    "activity": N_("Activity"),
    "distance": N_("Distance"),
    "services": N_("Fit of the service"),
}
LANGUAGE_NAMES = {"en": N_("English"), "de": N_("German"), "fr": N_("French")}
_UNNAMED = {
    "micro": N_("A micro firm in {section}, {country}"),
    "small": N_("A small firm in {section}, {country}"),
    "medium": N_("A medium-sized firm in {section}, {country}"),
    "large": N_("A large firm in {section}, {country}"),
    "": N_("A firm in {section}, {country}"),
}


def word(table: Mapping[str, str], code: str) -> str:
    """The word for a code in the session's language; a code without a word is shown as it is."""
    return _(table[code]) if code in table else code.replace("_", " ")


def kind_word(kind: str) -> str:
    return word(KINDS, kind)


def relation_word(relation: str, backwards: bool = False) -> str:
    """The verb of a relation, or its inverse when it is walked from target to source."""
    return _(RELATIONS[relation][backwards]) if relation in RELATIONS else relation.replace("_", " ").lower()


def label(value: Mapping[str, Any] | None) -> str:
    """The name of a label, empty for none."""
    return str(value["name"]) if value else ""


def title(item: Mapping[str, Any]) -> str:
    """A name, or for a teaser what may be said of it: size, section and country."""
    if item.get("name"):
        return str(item["name"])
    size, section, country = str(item.get("size") or ""), item.get("section"), item.get("country")
    filled = {"section": label(section) or _("an unknown sector"), "country": label(country) or _("country unknown")}
    return _(_UNNAMED.get(size, _UNNAMED[""])).format(**filled)


def branch(item: Mapping[str, Any]) -> str:
    """Sector, section or research field: the closest that is known."""
    return label(item.get("sector") or item.get("section") or item.get("field"))
