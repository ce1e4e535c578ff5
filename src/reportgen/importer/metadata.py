"""The front matter of an imported document as YAML."""

import json
from collections.abc import Mapping

from reportgen.importer.front import FrontMatter
from reportgen.importer.people import Author


def written(
    front: FrontMatter, texts: Mapping[str, str], lang: str, numbered: bool, footnotes: bool
) -> str:
    """The text of `metadata.yaml`; `texts` are the title, subtitle and abstract in Markdown."""
    lines = [f"title: {_quoted(texts['title'])}"]
    if texts.get("subtitle"):
        lines.append(f"subtitle: {_quoted(texts['subtitle'])}")
    if front.authors:
        lines.append("author:")
        for author in front.authors:
            lines += _author(author)
    if front.date:
        lines.append(f"date: {front.date}")
    lines.append(f"lang: {lang}")
    if texts.get("abstract"):
        lines.append("abstract: |")
        lines += [f"  {line}".rstrip() for line in texts["abstract"].splitlines()]
    if front.keywords:
        lines.append("keywords:")
        lines += [f"  - {_quoted(one)}" for one in front.keywords]
    lines.append("bibliography: ../bibliography.bib")
    lines.append(f"notes: {'footnotes' if footnotes else 'endnotes'}")
    if numbered:
        lines.append("number-sections: true")
    return "\n".join(lines) + "\n"


def _author(author: Author) -> list[str]:
    lines = [f"  - name: {_quoted(author.name)}"]
    if len(author.affiliations) == 1:
        lines.append(f"    affiliation: {_quoted(author.affiliations[0])}")
    elif author.affiliations:
        lines.append("    affiliation:")
        lines += [f"      - {_quoted(one)}" for one in author.affiliations]
    lines += [f"    email: {author.email}"] if author.email else []
    lines += [f"    orcid: {author.orcid}"] if author.orcid else []
    return lines


def _quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes, which are JSON's (YAML 1.2, 1.3)."""
    return json.dumps(text, ensure_ascii=False)
