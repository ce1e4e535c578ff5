"""Documents of word processors and of LaTeX as pandoc's trees, and trees as Markdown.

Pandoc reads and writes in its sandbox (manual, `--sandbox`): no file, no address that a document
names is opened.
"""

import json
from typing import Any

from reportgen.limits import LIMITS, Limits
from reportgen.pandoc import API, FORMAT, PandocError, PandocJob
from reportgen.tree.nodes import Node

READERS = {
    "word": "docx+styles",
    "opendocument": "odt",
    "latex": "latex+smart",
    "markdown": "markdown+smart+autolink_bare_uris",
}
"""Pandoc's reader for each kind of document."""
MARKDOWN = f"{FORMAT}-simple_tables-multiline_tables"
"""What chapters are written in: tables are those with pipes or grids."""
_KEPT = {ord(sign): chr(0xE900 + i) for i, sign in enumerate("“”‘’–—…\u00a0")}
"""Signs that the writer would spell in ASCII, and signs of private use that stand for them."""
_BACK = {ord(private): chr(sign) for sign, private in _KEPT.items()}


def read_document(
    data: bytes, kind: str, limits: Limits = LIMITS
) -> tuple[dict[str, Any], list[Node]]:
    """A document's metadata and its blocks; revisions are accepted, comments left out.

    `kind` is one of `READERS`. Raises PandocError for what cannot be read, OSError.
    """
    wanted = ["-f", READERS[kind], "-t", "json", "--sandbox", "--track-changes=accept", "-o", "-"]
    try:
        read = json.loads(PandocJob(wanted, data, limits).answer())
    except RecursionError:
        raise PandocError("depth") from None
    return read["meta"], read["blocks"]


def write_markdown(blocks: list[Node], limits: Limits = LIMITS) -> str:
    """Blocks as Markdown, a paragraph on a line; quotation marks and dashes as they are."""
    arguments = ["-f", "json", "-t", MARKDOWN, "--sandbox", "--wrap=none", "-o", "-"]
    document = {"pandoc-api-version": API, "meta": {}, "blocks": blocks}
    kept = json.dumps(document, ensure_ascii=False).translate(_KEPT)
    text = PandocJob(arguments, kept.encode("utf-8", "replace"), limits).answer().decode()
    return text.translate(_BACK)
