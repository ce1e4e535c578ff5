"""How the types of fields say what would be valid."""

from pydantic_core import PydanticCustomError


def wrong(
    message: str, help: str = "", error: bool = True, code: str = "front-value"
) -> PydanticCustomError:
    """A fault of value, in our words; where it is no error the value is left out."""
    context = {"message": message, "help": help, "error": error, "code": code}
    return PydanticCustomError("front", "{message}", context)


def shown(value: object) -> str:
    """What the author wrote, short enough for a message."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = " ".join(str(value).split()).replace("`", "'")
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`"
