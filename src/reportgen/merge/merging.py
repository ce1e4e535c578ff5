"""`reportgen merge`: an edited document and its project -> what changes, proved by printing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from reportgen import merge, ooxml
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.limits import LIMITS
from reportgen.merge import base as bases
from reportgen.merge import guards, refused
from reportgen.merge.applied import beside, file_bytes, plain
from reportgen.merge.base import Base
from reportgen.merge.comment_results import CommentResults, comment_results
from reportgen.merge.conflict_marks import marked
from reportgen.merge.edits import Changes, Edit, Refusal
from reportgen.merge.guards import MergeError
from reportgen.merge.proof import Proof, prove
from reportgen.merge.readings import Line, has_references, lines, untouched
from reportgen.merge.three_way import Conflict, Joined, join
from reportgen.merge.workspace import Project, document, inspected, opened
from reportgen.project.files import read
from reportgen.project.load import load

if TYPE_CHECKING:
    from reportgen.parse import Manuscript


@dataclass(frozen=True)
class Options:
    """How to merge: whose tracked changes are taken, with what the document is compared.

    `base` names the base, empty for the one that is kept; `force` merges also where a guard warns,
    `conflicts` writes both texts of a conflict into the files, `inline` writes comments there.
    """

    accept: str = "all"
    base: str = ""
    force: bool = False
    conflicts: bool = False
    inline: bool = False


@dataclass(frozen=True)
class Merged:
    """What a merge comes to; nothing is written yet.

    `edits` are of the texts in `now`, by their files; `there` were made already. `files` holds for
    each file that changes its bytes before and after.
    """

    name: str
    base: Base
    document: ooxml.Document
    edits: tuple[Edit, ...]
    there: tuple[Edit, ...]
    refusals: tuple[Refusal, ...]
    conflicts: tuple[Conflict, ...]
    now: Mapping[str, Source]
    files: Mapping[str, tuple[bytes, bytes]]
    comments: CommentResults = field(default_factory=CommentResults)

    @property
    def whole(self) -> bool:
        """Whether all that the editor changed is brought back."""
        return not (self.refusals or self.conflicts)


@dataclass(frozen=True)
class Compared:
    """The changes of the sources, and these sources: their texts, and all files that were read."""

    changes: Changes
    texts: Mapping[str, bytes]
    read: tuple[str, ...]


def merged(data: bytes, name: str, project: Project, options: Options, bag: Bag) -> Merged:
    """Bring an edited document, in a file of this name, back to the sources of a project.

    Raises MergeError where it is not to be merged, `ooxml.Unreadable` where it cannot be read,
    and OSError where a worker cannot be started or a file cannot be read.
    """
    changed = ooxml.read(data, options.accept)
    _check_author(options.accept, changed)
    base = (
        bases.given(options.base, changed, project, bag)
        if options.base
        else bases.find(changed, project, bag)
    )
    if base.document == data:
        return Merged(name, base, changed, (), (), (), (), {}, {})
    sent = ooxml.read(base.document)
    guards.check(sent, changed, force=options.force)
    texts = _otherwise(base, project)
    compare = partial(_compared, sent, changed)
    held = None if texts is None else inspected(_held, project, Bag())
    if texts is None:
        found = _inspected(compare, project)
    else:
        with opened(project, texts, held[1] if held else ()) as then:
            found = _inspected(compare, then)
    proof = _proved(found, sent, changed, base, project)
    refusals = refused.all_of(found.changes.refusals, proof, found.texts, changed)
    sources = load(project.path, Bag(), base=project.base)
    comments = comment_results(changed, data, sources, options.inline, bag)
    empty = Merged(name, base, changed, (), (), refusals, (), {}, {}, comments)
    result, differs = _joined(empty, found, proof.edits, project, options.conflicts)
    if not differs or not result.edits or result.conflicts:
        return result
    now, beside = held or (found.texts, ())
    return _printed(result, now, (*found.read, *beside), project)


def _check_author(accept: str, changed: ooxml.Document) -> None:
    """Raise MergeError where the changes of somebody are asked for who made none."""
    authors = dict.fromkeys(r.author for r in changed.revisions if r.author)
    if accept in ("all", "none", *authors):
        return
    listed = ", ".join(f"`{name[:60]}`" for name in list(authors)[:10])
    remedy = f"give one of {listed}, `all` or `none`" if listed else "leave `--accept` out"
    raise MergeError(f"no change in it is tracked as that of `{accept}`", remedy)


def _otherwise(base: Base, project: Project) -> Mapping[str, bytes] | None:
    """The sources of a base where they are others than those of the project now."""
    if base.texts is None:
        return None
    now = {name: read(project.root, name, LIMITS.file_bytes) for name in base.texts}
    loaded = load(project.path, Bag(), base=project.base)
    named = {one.name for one in (loaded.front, *loaded.chapters)} if loaded else {""}
    same = all(found and found[0] == base.texts[name] for name, found in now.items())
    return None if same and named <= set(base.texts) else base.texts


def _held(manuscript: "Manuscript") -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The texts of a manuscript, and the names of the other files that were read."""
    sources = manuscript.sources
    texts = sources.texts()
    return texts, tuple(n for n, value in sources.seen.items() if value and n not in texts)


def _inspected(compare: "partial[Compared]", project: Project) -> Compared:
    bag = Bag()
    found = inspected(compare, project, bag)
    if found is None:
        said = next((f": {d.message}" for d in bag.errors), "")
        raise MergeError(f"its sources cannot be read{said}", "mend their errors first")
    return found


def _compared(sent: ooxml.Document, changed: ooxml.Document, manuscript: "Manuscript") -> Compared:
    sources = manuscript.sources
    changes = merge.changes_of(sent, changed, manuscript)
    read_ = tuple(name for name, value in sources.seen.items() if value)
    return Compared(changes, sources.texts(), read_)


def _proved(
    found: Compared, sent: ooxml.Document, changed: ooxml.Document, base: Base, project: Project
) -> Proof:
    """The edits of the sources that were sent, proved by printing these with them."""
    references = has_references(changed)
    made = untouched(sent, changed)

    def printed(edits: Sequence[Edit], bag: Bag) -> list[Line] | None:
        texts = {**found.texts, **_applied(found.texts, edits)}
        with opened(project, texts, found.read) as tried:
            data = document(tried, base.edition, bag)
        return None if data is None else lines(ooxml.read(data), references, made)

    # A citation that is made of typed words prints others: these are proved as they were typed.
    cited = {edit.as_typed: edit for edit in found.changes.edits if edit.typed is not None}
    typed = [edit.as_typed for edit in found.changes.edits]
    before, after = (lines(one, references, made) for one in (sent, changed))
    proof = prove(typed, before, after, printed)
    edits = tuple(cited.get(edit, edit) for edit in proof.edits)
    if edits == proof.edits or printed(edits, Bag()) is None:
        return proof
    return replace(proof, edits=edits)


def _applied(texts: Mapping[str, bytes], edits: Sequence[Edit]) -> dict[str, bytes]:
    """The files that edits change, with them."""
    names = dict.fromkeys(edit.path for edit in edits)
    return {n: file_bytes(texts.get(n, b""), [e for e in edits if e.path == n]) for n in names}


def _joined(
    merged: Merged, found: Compared, edits: Sequence[Edit], project: Project, conflicts: bool
) -> tuple[Merged, bool]:
    """The merge with the edits of what was sent, as edits of the project's files as they are now.

    With it whether these differ. `conflicts` asks for both texts of those in the files.
    """
    all_: list[Joined] = []
    now: dict[str, Source] = {}
    files: dict[str, tuple[bytes, bytes]] = {}
    lost: list[Refusal] = []
    for path in dict.fromkeys([*(edit.path for edit in edits), *merged.comments.edits]):
        own = [edit for edit in edits if edit.path == path]
        held = read(project.root, path, LIMITS.file_bytes)
        if held is None and own and path not in found.texts:
            held = b"", 0
        if held is None:
            lost += [refused.without_file(edit) for edit in own]
            continue
        text = plain(held[0])
        now[path] = Source(path, text)
        joined = join(plain(found.texts.get(path, b"")) if own else text, text, own)
        made = list(joined.edits)
        if conflicts and joined.conflicts:
            made += marked(text, joined.conflicts, merged.name)
        made += beside(merged.comments.edits.get(path, ()), made)
        all_.append(joined)
        if made:
            files[path] = (held[0], file_bytes(held[0], made))
    result = replace(
        merged,
        edits=tuple(edit for joined in all_ for edit in joined.edits),
        there=tuple(edit for joined in all_ for edit in joined.there),
        conflicts=tuple(conflict for joined in all_ for conflict in joined.conflicts),
        refusals=(*merged.refusals, *lost),
        now=now,
        files=files,
    )
    changed = {path for path, text in found.texts.items() if path in now}
    differs = any(plain(found.texts[path]) != now[path].text for path in changed)
    return result, differs


def _printed(
    result: Merged, texts: Mapping[str, bytes], beside: Sequence[str], project: Project
) -> Merged:
    """The merge where the sources have changed meanwhile: what it comes to must print, too."""
    new = {path: data for path, (_, data) in result.files.items()}
    said = Bag()
    with opened(project, {**texts, **new}, beside) as tried:
        made = document(tried, result.base.edition, said)
    if made is not None:
        return result
    fault = next((d.message for d in said.errors), "it cannot be built")
    refusals = tuple(refused.unprinted(edit, result.now[edit.path], fault) for edit in result.edits)
    return replace(result, edits=(), files={}, refusals=result.refusals + refusals)
