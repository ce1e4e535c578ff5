"""Single values of a record that more than one field of the front matter decides."""

from urllib.parse import quote, urljoin

from reportgen.editions import Edition


def file_addresses(edition: Edition) -> dict[str, str]:
    """The absolute addresses of an edition's files, by their formats.

    They lie in the folder of the article's landing page where `files-url` says nothing else;
    without both there are none.
    """
    front = edition.report.front
    base = front.files_url.removesuffix("/") + "/" if front.files_url else front.url or ""
    return {name: urljoin(base, quote(file)) for name, file in edition.files} if base else {}
