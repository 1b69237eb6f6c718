"""Errors that say which value is wrong and what to do; nothing here knows of HTTP or exit codes."""


class CrossmatchError(Exception):
    """Any error a user can act on; its text names the value and the remedy."""


class Invalid(CrossmatchError):
    """A value breaks a rule of the schema, or a bound."""


class NotFound(CrossmatchError):
    """Nothing has this id (or the caller may not see it: both read the same)."""


class Conflict(CrossmatchError):
    """Somebody else changed it first: read again, then write again."""


class Unavailable(CrossmatchError):
    """A store, server or file does not answer."""


class Incompatible(CrossmatchError):
    """A store or file was made by a newer version of Crossmatch."""


class Tampered(CrossmatchError):
    """Data that should never change has changed."""
