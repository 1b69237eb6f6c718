"""The JSON of the API: one named model for every response, every string, number and array bounded."""

from api.models.about import Figure, Health, HomeOut, Me, MethodOut, Problem, SignalDoc, Suggestion
from api.models.keys import KeyCreated, KeyIn, KeyList, KeyOut
from api.models.organisations import GraphEdge, GraphNode, Happened, Neighbourhood, Organisation, OrganisationPage, PieceOfProfile, Profile, Project
from api.models.programme import Cluster, ClusterList, Sector, SectorList, Service, ServicePage
from api.models.shared import Count, Country, Id, Label, Lang, Model, Score, Share, Short, Text
from api.models.suggestions import EvidenceItem, MatchItem, MatchListOut, NeedIn

__all__ = [
    "Cluster",
    "ClusterList",
    "Count",
    "Country",
    "EvidenceItem",
    "Figure",
    "GraphEdge",
    "GraphNode",
    "Happened",
    "Health",
    "HomeOut",
    "Id",
    "KeyCreated",
    "KeyIn",
    "KeyList",
    "KeyOut",
    "Label",
    "Lang",
    "MatchItem",
    "MatchListOut",
    "Me",
    "MethodOut",
    "Model",
    "NeedIn",
    "Neighbourhood",
    "Organisation",
    "OrganisationPage",
    "PieceOfProfile",
    "Problem",
    "Profile",
    "Project",
    "Score",
    "Sector",
    "SectorList",
    "Service",
    "ServicePage",
    "Share",
    "Short",
    "SignalDoc",
    "Suggestion",
    "Text",
]
