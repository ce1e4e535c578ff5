"""Other works, and what the article is to them."""

from collections.abc import Iterable

from reportgen.editions._first_page import address
from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element

_ARTICLES = {
    "isTranslationOf": "alt-language", "hasTranslation": "alt-language",
    "isCommentOn": "commentary-article", "hasComment": "commentary",
    "isReplyTo": "letter", "hasReply": "letter-reply", "isPreprintOf": "published-article",
    "hasPreprint": "preprint", "continues": "continues", "isContinuedBy": "continued-by",
    "replaces": "update-of", "isReplacedBy": "update-in", "isReviewOf": "reviewed-article",
    "hasReview": "reviewer-report", "isBasedOn": "companion", "isVersionOf": "companion",
}  # fmt: skip
"""JATS's words (`related-article-type`) for relations in Crossref's; others are objects."""


def relations(context: Context) -> list[Element]:
    """The elements of related articles and other objects, each under an identifier."""
    made = [one for one in _all(context) if one is not None]
    for number, one in enumerate(made, 1):
        one.set("id", f"related-{number}")
    return made


def _all(context: Context) -> Iterable[Element | None]:
    front = context.report.front
    about = front.relates
    if about:
        yield _article(about.type or "companion", about.doi, None, about.title)
    if front.retraction:
        yield _article("retraction-forward", front.retraction.doi, None, None)
    for notice in front.correction:
        yield _article("correction-forward", notice.doi, None, None)
    work = front.restates
    if work:
        yield _article("companion", work.doi, work.url, work.title)
    for one in front.relations:
        kind = _ARTICLES.get(one.type or "", "")
        if kind:
            yield _article(kind, one.doi, one.url, one.title)
        else:
            yield _object(one.type or "", one.doi, one.url, one.title)
    for data in front.data:
        yield _object(data.relation or "isSupplementedBy", data.doi, data.url, data.title)


def _article(kind: str, doi: str | None, url: str | None, title: str | None) -> Element | None:
    target = doi or url
    if not target:
        return None
    return element(
        "related-article",
        element("article-title", title) if title else None,
        related_article_type=kind,
        ext_link_type="doi" if doi else "uri",
        href=target,
        link_title="" if title else target,
    )


def _object(kind: str, doi: str | None, url: str | None, title: str | None) -> Element | None:
    """Another thing than an article, by its identifier; a title alone identifies none."""
    target = address(doi, url)
    if not target:
        return None
    return element(
        "related-object",
        title,
        link_type=kind,
        object_id=doi or url or "",
        object_id_type="doi" if doi else "uri",
        ext_link_type="uri",
        href=target,
        link_title="" if title else target,
    )
