"""Articles that are built -> the issue's own outputs."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportgen import editions, website
from reportgen.diagnostics import Bag
from reportgen.epub import styles
from reportgen.epub.bound import NAME as BOOK
from reportgen.epub.bound import bound
from reportgen.issues import outputs
from reportgen.issues.articles import BuiltArticles
from reportgen.issues.bound_file import bound_file
from reportgen.issues.deposits import deposits
from reportgen.issues.handed_down import bare_issue
from reportgen.issues.names import bound_name, pages_file
from reportgen.issues.outputs import FolderFiles
from reportgen.issues.planned import IssuePlan
from reportgen.issues.staging import ARTICLES
from reportgen.metadata.issue import Article, Issue
from reportgen.pipeline import manifest
from reportgen.pipeline.batch import Backend
from reportgen.project.request import Request

CONTENTS, SITE = "toc.json", "site"


def assemble(
    plan: IssuePlan,
    done: BuiltArticles,
    like: Request,
    stage: Path,
    backend: Backend,
    bag: Bag,
) -> tuple[str, ...]:
    """Make the outputs of an issue in its stage, and take all else away. Raises OSError.

    Gives the names of its own outputs, folders as a whole, and the paths of its articles' folders.
    """
    issue = issue_of(plan, done, stage)
    own: dict[str, bytes] = {}
    if all(pages_file() in article.files for article in issue.articles):
        pages = bound_file(plan, issue, like, stage, backend, bag)
        own = {bound_name(): pages} if pages is not None else {}
    root, theme = plan.contents.files.folder, plan.contents.fields.theme or ""
    template = editions.spec(editions.selections()[0].edition).template
    book = bound(issue, styles.theme_cover(root, theme, template))
    own |= {BOOK: book} if book is not None else {}
    site = website.pages(
        issue.journal,
        [replace(issue, files=dict(own))],
        root=plan.contents.files.folder,
        theme=plan.contents.fields.theme or "",
        lang=issue.lang,
        bag=bag,
    )
    own |= {CONTENTS: contents(issue), **deposits(issue)}
    own |= {f"{SITE}/{name}": data for name, data in site.items()}
    outputs.store(own, stage)
    wanted = dict.fromkeys(own)
    for article in issue.articles:
        names = (*article.files, manifest.NAME)
        wanted |= dict.fromkeys(f"{ARTICLES}/{article.slug}/{name}" for name in names)
    outputs.keep_only(wanted, stage)
    outputs.store({outputs.NAME: outputs.manifest(stage, whole=True)}, stage)
    folders = {name.partition("/")[0] for name in own}
    return (*sorted(folders), *(f"{ARTICLES}/{article.slug}" for article in issue.articles))


def issue_of(plan: IssuePlan, done: BuiltArticles, stage: Path) -> Issue:
    """The issue as a value, its articles' files read when they are asked for."""
    contents = plan.contents
    fields, files = contents.fields, contents.files
    articles = []
    for one, outcome, (first, last) in zip(plan.articles, done.outcomes, done.pages, strict=True):
        assert outcome.built is not None
        article: Article = outcome.built.article
        names = tuple(path.name for path in outcome.built.files)
        held = FolderFiles(stage / ARTICLES / one.slug, names)
        articles.append(
            replace(article, slug=one.slug, section=one.section, files=held, first=first, last=last)
        )
    cover = files.find(fields.cover, contents.source.name).name if fields.cover else None
    picture = (files.data(cover) or b"") if cover else b""
    return replace(bare_issue(contents), articles=tuple(articles), cover=picture)


def contents(issue: Issue) -> bytes:
    """The issue's contents for programs: `toc.json`."""
    said = {
        "journal": issue.journal.title or "",
        "volume": issue.journal.volume or "",
        "issue": issue.journal.issue or "",
        "title": issue.title,
        "date": issue.date.iso if issue.date else "",
        "doi": issue.doi,
        "url": issue.url,
        "articles": [_listed(article) for article in issue.articles],
    }
    text = json.dumps({name: value for name, value in said.items() if value}, **_FORM)
    return (text + "\n").encode(errors="backslashreplace")


_FORM: Mapping[str, Any] = {"indent": 1, "ensure_ascii": False}


def _listed(article: Article) -> Mapping[str, object]:
    front = article.record.front
    said = {
        "slug": article.slug,
        "section": article.section,
        "title": article.record.title,
        "authors": [author.name for author in front.authors],
        "lang": article.record.lang,
        "doi": front.doi or "",
        "first": article.first,
        "last": article.last,
        "files": sorted(article.files),
    }
    return {name: value for name, value in said.items() if value}
