"""What a merge comes to, as a report that an editor and an author can read."""

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.diagnostics.source import Source
from reportgen.merge import comment_report
from reportgen.merge.edits import Edit, Refusal
from reportgen.merge.merging import Merged
from reportgen.merge.three_way import Conflict
from reportgen.ooxml import Revision

AROUND = 40
"""How many characters before and behind a change are shown."""
LONGEST = 400
"""How many characters of a passage are shown."""
NOBODY = "not tracked"
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~^$!&@])")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def report(merged: Merged, applied: bool = False) -> str:
    """The report in Markdown; `applied` says that the manuscript is changed."""
    return "\n".join(_lines(merged, applied)).rstrip() + "\n"


def summary(merged: Merged) -> str:
    """A line for each author: how many changes, and how many are left to a person."""
    counts: dict[str, Counter[str]] = {}
    for edit in merged.edits:
        counts.setdefault(_who(edit.author), Counter())["changes"] += 1
    for conflict in merged.conflicts:
        counts.setdefault(_who(conflict.edits[0].author), Counter())["in conflict"] += 1
    for refusal in merged.refusals:
        counts.setdefault(_who(refusal.author), Counter())["not brought back"] += 1
    lines = []
    for author, counted in counts.items():
        said = [f"{counted[kind]} {kind}" for kind in counted]
        lines.append(f"{author}: " + ", ".join(said).replace("1 changes", "1 change"))
    if merged.there:
        count = len(merged.there)
        changes = "1 change is" if count == 1 else f"{count} changes are"
        lines.append(f"{changes} in the manuscript already")
    if not lines:
        lines.append("nothing differs from what was sent")
    if left := len(_left(merged)):
        changes = "1 tracked change was" if left == 1 else f"{left} tracked changes were"
        lines.append(f"{changes} not accepted; the report lists them")
    return "\n".join(lines)


def _left(merged: Merged) -> list[Revision]:
    """The tracked changes that were read as rejected, formats aside."""
    return [r for r in merged.document.revisions if not r.taken and r.kind != "format"]


def place(source: Source, offset: int) -> str:
    """`file:line:column` of an offset."""
    line, column = source.place(min(offset, len(source.text)))
    return f"{source.name}:{line}:{column}"


def context(edit: Edit, source: Source) -> tuple[str, str, str, str]:
    """The words before a change, those that go, those that come, and the words behind."""
    text = source.text
    line = text.rfind("\n", 0, edit.start) + 1
    before = text[max(line, edit.start - AROUND) : edit.start]
    stop = text.find("\n", edit.end)
    behind = text[edit.end : min(len(text) if stop < 0 else stop, edit.end + AROUND)]
    if edit.start - line > AROUND:
        before = "…" + before.partition(" ")[2]
    if len(behind) == AROUND:
        behind = behind.rpartition(" ")[0] + "…"
    return before, shown(text[edit.start : edit.end]), shown(edit.new), behind


def shown(text: str) -> str:
    """Words as they are shown: no signs that nobody sees, and not too many."""
    plain = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text).strip("\n")
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def _lines(merged: Merged, applied: bool) -> Iterator[str]:
    yield f"# Changes in {_plain(merged.name)}"
    yield ""
    yield f"Compared with {merged.base.name}, edition {_plain(merged.base.edition)}."
    if merged.base.warning:
        yield f"{merged.base.warning[0].upper()}{merged.base.warning[1:]}."
    yield ""
    for line in summary(merged).splitlines():
        yield f"- {_plain(line)}"
    yield ""
    if merged.edits:
        yield from ["## Brought back", ""]
        for path, source in merged.now.items():
            for edit in sorted((e for e in merged.edits if e.path == path), key=lambda e: e.start):
                yield from _edit(edit, source)
    if merged.refusals:
        yield from ["## Not brought back", ""]
        for refusal in merged.refusals:
            yield from _refusal(refusal)
    if merged.conflicts:
        yield from ["## In conflict with what the author wrote meanwhile", ""]
        for conflict in merged.conflicts:
            yield from _conflict(conflict, merged.now[conflict.path])
    if merged.comments.placed:
        yield comment_report.markdown(merged.comments.placed)
        yield comment_report.keeping(merged.comments.rounds, applied)
        yield ""
    others = _left(merged)
    if others:
        yield from ["## Tracked changes that were not accepted", ""]
        yield from (
            f"- {_plain(_who(r.author))}, {_plain(r.date or 'no date')}: {r.kind} "
            f"“{_plain(shown(r.words))}”"
            for r in others
        )
        yield ""
    if merged.document.problems:
        yield from ["## Read otherwise than it stands", ""]
        yield from (f"- {_plain(problem)}" for problem in merged.document.problems)
        yield ""


def _edit(edit: Edit, source: Source) -> Iterator[str]:
    before, old, new, behind = (_plain(part) for part in context(edit, source))
    yield f"- `{place(source, edit.start)}`, {_signed(edit.author, edit.date)}, {edit.what}:"
    changed = _marked("~~", old) + _marked("**", new)
    yield ""
    for line in f"{before}{changed}{behind}".split("\n"):
        yield f"  > {line}".rstrip()
    yield ""


def _refusal(refusal: Refusal) -> Iterator[str]:
    span = refusal.span
    where = f"`{span.source.name}:{span.line}:{span.column}`, " if span else ""
    yield f"- {where}{_signed(refusal.author, refusal.date)}: {_plain(refusal.reason)}; " + (
        f"{_plain(refusal.remedy)}."
    )
    yield ""
    for line in _plain(shown(refusal.words)).split("\n"):
        yield f"  > {line}".rstrip()
    yield ""


def _conflict(conflict: Conflict, source: Source) -> Iterator[str]:
    first = conflict.edits[0]
    yield f"- `{place(source, conflict.start)}`, {_signed(first.author, first.date)}:"
    yield ""
    for name, text in (
        ("as it was sent", conflict.sent), ("now", conflict.now), ("the editor", conflict.editor)
    ):  # fmt: skip
        yield f"  - {name}: “{_plain(shown(text))}”"
    yield ""


def _marked(mark: str, text: str) -> str:
    """Words between marks of Markdown, which stand beside no space."""
    inner = text.strip()
    if not inner:
        return text
    at = text.index(inner)
    parts = "\n\n".join(f"{mark}{part}{mark}" for part in inner.split("\n\n"))
    return text[:at] + parts + text[at + len(inner) :]


def _signed(author: str, date: str) -> str:
    return f"{_plain(_who(author))}, {_plain(date[:10])}" if date else _plain(_who(author))


def _who(author: str) -> str:
    return shown(" ".join(author.split()))[:100] or NOBODY


def _plain(text: str) -> str:
    """Words whose signs are no markup of Markdown."""
    return _SIGNS.sub(r"\\\1", _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text))
