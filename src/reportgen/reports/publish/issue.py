"""The files of an issue: each article's own, and what the issue says of all of them."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from reportgen.project import regular_files
from reportgen.project.regular_files import Hashes
from reportgen.reports.publish.compared import Statement, differences
from reportgen.reports.publish.facts import NUMBER, Facts, key, stated
from reportgen.reports.publish.files import LARGEST, within_bounds
from reportgen.reports.publish.readers import Read, _feeds, crossref_deposit, doaj_record, web_page

MANIFEST, CONTENTS, FOLDER, PLAN = "manifest.json", "toc.json", "issue", "issue.yaml"
ARTICLES, DEPOSITS, SITE = "articles", "deposit", "site"
PAGES = 20_000
"""The most pages of a site that are read."""
BESIDE = 50
"""The most statements of an issue's own files that are compared with those of an article."""
SECONDS = 1_800
"""How long the reading of an issue's own files may take."""
LISTED = 20_000_000
"""The most bytes of the files that list what an issue has."""
Read_article = Callable[[Path, Collection[str], None, str], tuple[list[Statement], list[str]]]
"""What reads and compares the files in an article's folder."""


def is_planned(path: Path) -> bool:
    """Whether a path is an issue's plan, or a folder that has one."""
    return path.name == PLAN or (path / PLAN).is_file()


def is_issue(folder: Path) -> bool:
    """Whether a folder has the outputs of an issue."""
    return _json(folder / MANIFEST).get("kind") == "issue"


def verified(
    folder: Path, article: Read_article
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The name, the files and the faults of the issue and of each article. Raises ValueError."""
    own = list(_changed(folder))
    listed = _listed(_json(folder / CONTENTS))
    if not listed:
        raise ValueError(f"`{CONTENTS}` in {folder.name} lists no articles; build the issue first")
    beside = _beside(folder, own)
    firsts: list[tuple[str, Facts]] = []
    for slug, facts in listed.items():
        place = f"{ARTICLES}/{slug}/"
        if _is_linked(folder, place):
            yield slug, (), (f"{place}: is a link, and is not followed",)
            continue
        try:
            said, faults = article(folder / ARTICLES / slug, (), None, place)
        except ValueError as error:
            yield slug, (), (str(error),)
            continue
        doi = next((key("doi", one.facts["doi"]) for one in said if one.facts.get("doi")), ())
        same = [one for one in beside if doi and key("doi", one.facts.get("doi", ())) == doi]
        if len(same) > BESIDE:
            faults.append(f"doi: {len(same)} pages and deposits have that of {slug}")
        others = [Statement(CONTENTS, "", facts), *same[:BESIDE]]
        told = {*faults}
        faults += [fault for fault in differences([*said, *others]) if fault not in told]
        firsts.append((slug, _merged(said)))
        yield slug, tuple(dict.fromkeys(one.file for one in (*said, *others))), tuple(faults)
    own += _repeated([*listed], firsts)
    own += _contiguous(firsts)
    own += _deposited(firsts, beside)
    own += _mapped(folder, beside)
    yield FOLDER, (CONTENTS,), tuple(own)


def _is_linked(folder: Path, place: str) -> bool:
    """Whether a folder of the outputs is a link, or lies behind one: no build puts one there."""
    path = folder / place
    within = (one for one in (path, *path.parents) if one != folder and one.is_relative_to(folder))
    return any(one.is_symlink() for one in within)


def _json(path: Path) -> dict[str, Any]:
    """A JSON object in a file; an empty one where there is none that can be read."""
    try:
        data, _ = regular_files.read_bytes(path, LISTED)
        said = json.loads(data) if len(data) <= LISTED else None
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _changed(folder: Path) -> Iterator[str]:
    """The files that are not what the issue's manifest lists."""
    hashes, outputs = Hashes(), _json(folder / MANIFEST).get("outputs")
    for name, value in (outputs if isinstance(outputs, dict) else {}).items():
        if ".." in Path(name).parts or name.startswith("/"):
            yield f"{MANIFEST}: lists `{name[:100]}`, which is no file of the issue"
        elif hashes.of(folder / name) != value:
            yield f"{name}: is not what was built"


def _listed(contents: Mapping[str, Any]) -> dict[str, Facts]:
    """The articles in the contents, by their slugs."""
    out: dict[str, Facts] = {}
    listed = contents.get("articles")
    for one in listed if isinstance(listed, list) else ():
        slug = one.get("slug") if isinstance(one, dict) else None
        if isinstance(slug, str) and re.fullmatch(r"\w[\w.-]{0,200}", slug):
            people = one.get("authors")
            out[slug] = stated(
                title=one.get("title", ""),
                authors=people if isinstance(people, list) else None,
                doi=one.get("doi"),
                first_page=one.get("first"),
                last_page=one.get("last"),
            )
    return out


def _beside(folder: Path, faults: list[str]) -> list[Statement]:
    """What the issue's deposits and its site say of articles."""
    out: list[Statement] = []
    places: list[tuple[Path, Callable[[bytes], Iterator[Facts]]]] = []
    for place in (DEPOSITS, SITE):
        if _is_linked(folder, place):
            faults.append(f"{place}: is a link, and is not followed")
            return out
    for path in sorted((folder / DEPOSITS).glob("crossref*.xml")):
        places.append((path, crossref_deposit.articles))
    for path in sorted((folder / DEPOSITS).glob("doaj*.xml")):
        places.append((path, doaj_record.articles))
    for feed, taken in (("feed.json", _feeds.json_feed), ("feed.xml", _feeds.atom)):
        places += [(path, taken) for path in [folder / SITE / feed] if path.exists()]
    pages = sorted((folder / SITE).rglob("*.html"))[:PAGES]
    places += [(path, _page) for path in pages]
    end = time.monotonic() + SECONDS
    for number, (path, read) in enumerate(places):
        name = path.relative_to(folder).as_posix()
        if time.monotonic() > end:
            faults.append(
                f"{name}: it and {len(places) - number - 1} more would take too much time"
            )
            break
        try:
            data, _ = regular_files.read_bytes(path, LARGEST)
        except OSError:
            faults.append(f"{name}: is no file that can be read")
            continue
        if read is _page and b'name="citation_doi"' not in data:
            continue
        found = within_bounds(partial(_all, read, data), name, faults)
        out += [Statement(name, "", facts) for facts in (found or {}).values()]
    return out


def _all(read: Callable[[bytes], Iterator[Facts]], data: bytes) -> Read | str:
    try:
        return {str(i): facts for i, facts in enumerate(read(data))}
    except (ValueError, LookupError, RecursionError) as error:
        return " ".join(f"cannot be read: {error}".split())[:200]


def _page(data: bytes) -> Iterator[Facts]:
    found = web_page.read(data)
    if "Highwire" in found:
        yield found["Highwire"]


def _merged(said: Sequence[Statement]) -> Facts:
    """The first value of each fact that an article's files state."""
    out: dict[str, tuple[str, ...]] = {}
    for one in said:
        for name, value in one.facts.items():
            if value:
                out.setdefault(name, value)
    return out


def _repeated(slugs: Sequence[str], firsts: Sequence[tuple[str, Facts]]) -> Iterator[str]:
    """DOIs that two articles have."""
    counted = Counter(key("doi", facts["doi"])[0] for _, facts in firsts if "doi" in facts)
    for doi, count in counted.items():
        if count > 1:
            own = [slug for slug, f in firsts if "doi" in f and key("doi", f["doi"])[0] == doi]
            yield f"doi: {' and '.join(own)} have the same, `{doi}`"


def _contiguous(firsts: Sequence[tuple[str, Facts]]) -> Iterator[str]:
    """Whether each article begins where the one before it ends, or one blank page later."""
    before: tuple[str, int] | None = None
    for slug, facts in firsts:
        ends = [facts.get(name, ("",))[0] for name in ("first page", "last page")]
        if not all(NUMBER.fullmatch(end) for end in ends):
            before = None
            continue
        first, last = map(int, ends)
        if before is not None and not before[1] < first <= before[1] + 2:
            yield f"pages: {before[0]} ends on {before[1]}, and {slug} begins on {first}"
        before = slug, last


def _mapped(folder: Path, beside: Sequence[Statement]) -> Iterator[str]:
    """Whether each address in a feed is in the map of the site."""
    name = f"{SITE}/sitemap.xml"
    if _is_linked(folder, SITE) or not (folder / name).exists():
        return
    faults: list[str] = []
    try:
        data, _ = regular_files.read_bytes(folder / name, LARGEST)
    except OSError:
        yield f"{name}: is no file that can be read"
        return
    found = within_bounds(partial(_all, _feeds.sitemap, data), name, faults)
    yield from faults
    if found is None:
        return
    known = frozenset(address for one in found.values() for address in one[_feeds.ADDRESS])
    for one in beside:
        for address in one.facts.get(_feeds.ADDRESS, ()):
            if address not in known:
                yield f"address: {one.file} says `{address}`, {name} does not have it"


def _deposited(firsts: Sequence[tuple[str, Facts]], beside: Sequence[Statement]) -> Iterator[str]:
    """Whether each DOI in a deposit has a page on the site, and each article a deposit."""

    def dois(start: str) -> dict[str, str]:
        return {
            key("doi", one.facts["doi"])[0]: one.file
            for one in beside if one.file.startswith(start) and one.facts.get("doi")
        }  # fmt: skip

    deposits, pages = dois(f"{DEPOSITS}/crossref"), dois(f"{SITE}/")
    articles = {key("doi", facts["doi"])[0]: slug for slug, facts in firsts if "doi" in facts}
    for doi, file in deposits.items():
        if pages and doi not in pages:
            yield f"doi: {file} deposits `{doi}`, and no page of the site has it"
        if doi not in articles:
            yield f"doi: {file} deposits `{doi}`, and no article has it"
    for doi, file in pages.items():
        if deposits and doi not in deposits:
            yield f"doi: {file} has `{doi}`, and no deposit for Crossref has it"
    for doi, slug in articles.items():
        if deposits and doi not in deposits:
            yield f"doi: {slug} has `{doi}`, and no deposit for Crossref has it"
