"""What the files of an article of an issue are called."""

from reportgen import editions, formats


def file_of(suffix: str) -> str:
    """The name of an article's file with a suffix."""
    return f"{editions.stem('', editions.selections()[0].edition)}.{suffix}"


def pages_file() -> str:
    """The name of the file with an article's pages."""
    return file_of(formats.spec(formats.paged()).suffix)


def bound_name() -> str:
    """The name of the file with the whole issue."""
    return f"issue.{formats.spec(formats.paged()).suffix}"
