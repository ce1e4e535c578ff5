"""Values that may be given in more than one shape."""

from pydantic import BeforeValidator


def several(value: object) -> object:
    """A list of what may be written without the list."""
    return value if isinstance(value, list | tuple) else [] if value is None else [value]


def under(key: str) -> BeforeValidator:
    """A mapping of which one field may be written alone."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)
