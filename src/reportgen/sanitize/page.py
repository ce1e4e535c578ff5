"""Look through a page that a project's own template wrote: what it may not hold is named.

The page is parsed as browsers do (HTML Living Standard), so that nothing is hidden from the look
that a browser would see.
"""

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any

from reportgen.sanitize import css, urls

REFUSED = frozenset(
    """
    script iframe frame frameset object embed applet form base portal template noscript animate
    animatetransform animatemotion set handler audio video source track
    """.split()  # noqa: SIM905 (a list of so many words is read as words)
)
ADDRESSES = frozenset(
    """
    href src action formaction data poster background cite longdesc manifest ping srcset
    imagesrcset srcdoc archive codebase classid
    """.split()  # noqa: SIM905
)
BESIDE = frozenset({("a", "href"), ("img", "src")})
"""The attributes that may lead to files beside a page, as links to its style sheet may."""
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.I)
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def faults(
    html: str, scripts: Collection[str] = (), addresses: Collection[str] = ()
) -> Iterator[str]:
    """What a page holds that would run, fetch or send something.

    `scripts` are our own, `addresses` those of the files beside it that it may link to or show.
    """
    import tinyhtml5

    page = tinyhtml5.parse(
        BytesIO(html.encode("utf-8", "replace")), False, override_encoding="utf-8"
    )
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2].lower()
        if tag == "script" and (element.text or "") in scripts and not element.get("src"):
            continue
        if tag == "script" and element.get("type") == "application/ld+json":
            continue
        if tag in REFUSED:
            yield f"<{tag}>"
        if tag == "meta" and _refreshes(element):
            yield "<meta http-equiv>"
        if tag == "link" and element.get("href") not in addresses and not _linked(element):
            yield "<link>"
        if tag == "style":
            yield from (fault.what for fault in css.faults(element.text or ""))
        yield from (f"{name} of <{tag}>" for name in _attributes(element, tag, addresses))


def _attributes(element: Any, tag: str, addresses: Collection[str]) -> Iterator[str]:
    for key, value in element.attrib.items():
        name = str(key[-1] if isinstance(key, tuple) else key).rpartition("}")[2].lower()
        if name.startswith("on"):
            yield name
        if (tag, name) in BESIDE and value in addresses:
            continue
        if name in ADDRESSES and tag != "link" and not _leads(tag, value):
            yield name
        if name == "style" and css.faults(value):
            yield name


def _leads(tag: str, value: str) -> bool:
    """Whether an address is one that this element may have."""
    if tag in ("a", "area"):
        return urls.safe(value) is not None
    return value.startswith("#") or (tag in ("img", "image") and bool(PICTURE.match(value)))


def _refreshes(element: Any) -> bool:
    kind = (element.get("http-equiv") or "").strip().lower()
    return kind not in ("", "content-security-policy", "content-type")


def _linked(element: Any) -> bool:
    """Whether a link says something about the page, or brings what it needs in its address."""
    wanted = set((element.get("rel") or "").lower().split())
    target = urls.SEEN.sub("", element.get("href") or "").lower()
    if wanted <= {"canonical", "license", "author", "alternate", "cite-as", "describedby", "item"}:
        return bool(wanted) and urls.safe(target) is not None
    if wanted == {"stylesheet"}:
        return target.startswith("data:text/css")
    return wanted == {"icon"} and (target == "data:," or bool(PICTURE.match(target)))


def with_csp(html: str, policy: str = POLICY) -> str:
    """The page with the rule, before anything else in it, that it may use only what is in it."""
    rule = f'<meta http-equiv="Content-Security-Policy" content="{policy or POLICY}">'
    head = re.match(r"\s*<!doctype html>\s*<html\b[^<>]*>\s*<head>", html, re.I)
    if head:
        return html[: head.end()] + "\n" + rule + html[head.end() :]
    start = re.match(r"\s*<!doctype html>", html, re.I)
    return (start[0] if start else "<!DOCTYPE html>") + rule + html[start.end() if start else 0 :]
