"""One example for each response, as the API's description shows it; a test holds each against its model. All names are invented."""

from typing import Any

from api.examples import evaluating, keeping, matching, reach
from api.models import Model

EXAMPLES: dict[type[Model], dict[str, Any]] = matching.EXAMPLES | keeping.EXAMPLES | reach.EXAMPLES | evaluating.EXAMPLES


def describe(document: dict[str, Any]) -> None:
    """Put the examples into an OpenAPI document, each beside its schema."""
    for model, example in EXAMPLES.items():
        if model.__name__ in document["components"]["schemas"]:
            document["components"]["schemas"][model.__name__]["example"] = example
