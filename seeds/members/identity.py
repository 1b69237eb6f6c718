"""What an organisation is recognised by from list to list: register or VAT number, web host, name, town."""

from collections.abc import Mapping
from dataclasses import dataclass

from seeds.members.firms import firm
from seeds.members.spelling import words
from seeds.members.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Identity:
    """What an organisation is recognised by; "" where unknown. `spelled` is the name without case and accents, `name` without legal form too."""

    register: str
    host: str
    spelled: str
    name: str
    town: str


def identity(name: str, props: Mapping[str, object]) -> Identity:
    """From a name and the properties of a draft or node."""
    return Identity(
        register_key(str(props.get("register") or "")), host(str(props.get("site") or "")), words(name) or name, firm(name), words(str(props.get("city") or ""))
    )


def register_key(text: str) -> str:
    """A register or VAT number without spaces and punctuation."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def host(site: str) -> str:
    """The host of a web address; of platforms with many members the address itself."""
    bare = site.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    name = bare.partition("/")[0].partition(":")[0]
    return bare if name in vocabulary("platforms") else name
