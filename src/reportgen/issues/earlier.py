"""Earlier versions of articles, which a journal keeps and its site goes on showing.

They lie beside the issue's file, in `versions/SLUG/v1/`, with their names: `article.pdf`.
Pages of HTML are not taken, as nobody has looked through what they would run.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from reportgen import formats
from reportgen.issues.planned import IssuePlan
from reportgen.metadata.issue import Article, Issue
from reportgen.project.files import Files
from reportgen.project.paths import inside

FOLDER = "versions"
VERSION = re.compile(r"v\d[\w.-]{0,20}")
"""What the folder of a version is called."""
MOST = 100
"""The most versions of an article."""


def with_earlier(plan: IssuePlan, issue: Issue) -> Issue:
    """The issue with the earlier versions among its articles' files: `v1/article.pdf`."""
    files = plan.contents.files
    articles = []
    for article in issue.articles:
        kept = dict(_kept(files, article))
        articles.append(replace(article, files={**article.files, **kept}) if kept else article)
    return replace(issue, articles=tuple(articles))


def _kept(files: Files, article: Article) -> Iterator[tuple[str, bytes]]:
    name = files.named(f"{FOLDER}/{article.slug}")
    top = inside(files.root, name)
    if top is None or not top.is_dir():
        return
    with os.scandir(top) as entries:
        versions = sorted(entry.name for entry in entries if VERSION.fullmatch(entry.name))
    specs = [formats.spec(kind) for kind in formats.names()]
    suffixes = [s.suffix for s in specs if s.medium != "screen" and not s.particulars]
    for version in versions[:MOST]:
        for suffix in suffixes:
            file = PurePosixPath(version) / f"article.{suffix}"
            data = files.data((PurePosixPath(name) / file).as_posix())
            if data:
                yield file.as_posix(), data
