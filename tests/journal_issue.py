"""A small issue of a journal, written into a folder, and built on this machine's cores."""

from pathlib import Path

from reportgen.issues.build import BuiltIssue, build
from reportgen.pipeline.batch import LocalBackend
from reportgen.project.request import Request

ISSUE = """\
journal:
  title: A Journal
  issn: 1234-5679
  prefix: "10.5555"
  publisher: Example Press
  url: https://example.org/
  depositor: {name: Example Press, email: press@example.org}
volume: 3
issue: 2
date: 2026-01-02
doi-pattern: "{prefix}/j.{year}.{volume}.{issue}.{n}"
sections:
- title: Articles
  articles: [rules/, laboratories.md]
- title: Reviews
  articles: [review.md]
"""
PAGE = "A paragraph of the article that is long enough to fill some lines of its page. " * 12


def write(folder: Path, issue: str = ISSUE) -> Path:
    """An issue of a project of a page and two single files, of three pages and of one."""
    texts = {
        "issue.yaml": issue,
        "rules/metadata.yaml": "title: Of rules\nauthor: [The editors]\nlang: en-US\n",
        "rules/01-text.md": "# Rules\n\nText.[^1]\n\n[^1]: A note.\n",
        "laboratories.md": article("Laboratories", 9),
        "review.md": article("A review", 1),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def article(title: str, paragraphs: int, more: str = "") -> str:
    """A single file with so many paragraphs."""
    front = f"---\ntitle: {title}\nauthor: [The editors]\nlang: en-US\n{more}---\n\n"
    return front + "\n\n".join([PAGE] * paragraphs) + "\n"


def built(
    cores: LocalBackend, folder: Path, cache: Path, to: tuple[str, ...] = ("pdf", "html")
) -> BuiltIssue:
    """The issue of a folder, built."""
    return build(folder, Request(Path(), to), cores.way(cache), cache=cache)
