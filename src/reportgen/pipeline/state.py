"""Whether the outputs that are there are what a build would make.

Nothing heavy is imported here: a build with nothing to do ends before the parser is loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reportgen import themes
from reportgen.cache.digest import digest
from reportgen.cache.store import Store, absent, read_entry, write_entry
from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Source, Span
from reportgen.limits import LIMITS
from reportgen.pipeline import kept_article
from reportgen.project.files import read
from reportgen.project.paths import chapters, real, unbuilt, variants
from reportgen.project.regular_files import Hashes, is_regular_file
from reportgen.project.request import Built, Request
from reportgen.project.write import put
from reportgen.reviews.round_files import listed

Json = dict[str, Any]

CHECKED = "checked"
"""The step that a check of an output is in the cache."""


@dataclass(frozen=True)
class Output:
    """A file that was made: the key of what it was made from, its hash, and what was said."""

    key: str
    hash: str
    said: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class State:
    """What is known of one folder of outputs; `folder` None knows nothing and keeps nothing."""

    folder: Path | None
    request: Request

    @property
    def store(self) -> Store:
        return Store(self.folder / "steps" if self.folder else None)

    def fresh(self) -> Built | None:
        """What the last build of this request came to, if a new one could come to nothing else."""
        root, folder = self.request.root, self.request.folder
        known = self._read()["requests"].get(self._request)
        if not known or folder is None:
            return None
        now = listing(self.request) | themed(self.request.home, str(known["listing"].get("theme")))
        if known["listing"] != now:
            return None
        if any(list(variants(root, name)) != found for name, found in known["alike"].items()):
            return None
        if not is_regular_file(folder / "manifest.json"):
            return None
        hashes = Hashes()
        if any(hashes.of(real(root, name)) != value for name, value in known["inputs"].items()):
            return None
        if any(hashes.of(folder / name) != value for name, value in known["outputs"].items()):
            return None
        try:
            article = _article(known.get("particulars", ""))
        except ValueError:
            return None
        bag = Bag([_diagnostic(d, root) for d in known["diagnostics"]])
        files = tuple(folder / name for name in known["outputs"])
        return Built(bag, files, article=article)

    def made(self, name: str, key: Callable[[], str], seen: Mapping[str, str]) -> Output | None:
        """The output of this key; None if it is not there as it was written.

        None too where something was said of it, whose place in files that have changed since is
        not known; `seen` are the hashes of the files now.
        """
        folder = self.request.folder
        known = self._read()["files"].get(name)
        if not known or folder is None or known["key"] != key():
            return None
        if known["diagnostics"] and known["inputs"] != digest(dict(seen)):
            return None
        if Hashes().of(folder / name) != known["hash"]:
            return None
        said = tuple(_diagnostic(d, self.request.root) for d in known["diagnostics"])
        return Output(known["key"], known["hash"], said)

    def checked(self, key: Callable[[], str], seen: Mapping[str, str]) -> Output | None:
        """What an earlier check said of an output of this key; None where there was none."""
        if self.folder is None:
            return None
        made = key()
        try:
            known = self.store.get(CHECKED, [made, dict(seen)], absent)
        except LookupError:
            return None
        return Output(made, "", tuple(_diagnostic(d, self.request.root) for d in known))

    def keep_checked(self, output: Output, seen: Mapping[str, str]) -> None:
        """Remember what a check said of an output."""
        said = [_json(d) for d in output.said]
        if output.key:
            self.store.get(CHECKED, [output.key, dict(seen)], lambda: said)

    def keep(
        self,
        seen: Mapping[str, str],
        alike: Mapping[str, tuple[str, ...]],
        listing: Mapping[str, Any],
        outputs: Mapping[str, Output],
        bag: Bag,
        article: object = None,
    ) -> None:
        """Remember a build: the hashes of what it read, what it looked for, and its outputs.

        `alike` are the names that were not there as they were typed, with their variants,
        `article` is what an article of an issue says of itself.
        """
        if self.folder is None:
            return
        state = self._read()
        for name, output in outputs.items():
            said = [_json(d) for d in output.said]
            state["files"][name] = {
                "key": output.key, "hash": output.hash, "diagnostics": said,
                "inputs": digest(dict(seen)),
            }  # fmt: skip
        state["requests"][self._request] = {
            "listing": dict(listing),
            "inputs": dict(seen),
            "alike": dict(alike),
            "outputs": {name: output.hash for name, output in outputs.items()},
            "diagnostics": [_json(d) for d in bag],
            "particulars": "" if article is None else kept_article.packed(article),
        }
        write_entry(self.folder / f"{self._name}.json", state)
        self.store.trim()

    def tell_pages(self, last: str) -> None:
        """Say which is the last page of an article of an issue, while its outputs are being made.

        It stands beside the folder of its outputs, in `early_pages`. Raises OSError.
        """
        folder = self.request.folder
        if self.request.in_issue and folder is not None and last:
            folder.parent.mkdir(parents=True, exist_ok=True)
            put({early_pages(folder): last.encode()}, flush=False)

    def known(self) -> Json:
        """What is remembered of this request, for the state of another machine."""
        state = self._read()
        return {"files": state["files"], "request": state["requests"].get(self._request)}

    def adopt(self, known: Mapping[str, Any]) -> None:
        """Remember what another machine remembers of this request, whose outputs are here now."""
        if self.folder is not None and known["request"]:
            state = self._read()
            state["files"] |= known["files"]
            state["requests"][self._request] = known["request"]
            write_entry(self.folder / f"{self._name}.json", state)

    @property
    def _name(self) -> str:
        return "state-" + digest(str(self.request.root), str(self.request.folder))

    @property
    def _request(self) -> str:
        return digest(asdict(self.request))

    def _read(self) -> Json:
        if self.folder is not None:
            try:
                return dict(read_entry(self.folder / f"{self._name}.json"))
            except (OSError, ValueError):
                pass
        return {"requests": {}, "files": {}}


def early_pages(folder: Path) -> Path:
    """The file with the last page of the article whose outputs go to a folder."""
    return folder.with_name(f".{folder.name}.pages")


def listing(request: Request) -> Json:
    """What a build finds by looking before it reads anything: the chapters that there are, and
    what looks like more of them.
    """
    root = request.home
    folders = ("", *variants(root, "manuscript"))
    return {
        "chapters": [f"{f}/{name}" for f in folders for name in chapters(root / f)],
        "unbuilt": [f"{f}/{name}" for f in folders for name in unbuilt(root / f)],
        "reviews": list(listed(root)),
    }


def themed(root: Path, theme: str) -> Json:
    """What a build finds by looking once it knows its theme: the project's own files of it."""
    return {"theme": theme, "templates": themes.hashes(root, theme)}


def _article(text: str) -> Any:
    return kept_article.unpacked(text) if text else None


def _json(d: Diagnostic) -> Json:
    notes = [{"message": n.message, "span": _place(n.span)} for n in d.notes]
    return {
        "code": d.code, "severity": d.severity.value, "message": d.message, "label": d.label,
        "help": d.help, "span": _place(d.span), "notes": notes,
    }  # fmt: skip


def _place(span: Span | None) -> list[Any] | None:
    return [span.source.name, span.line, span.column, span.end - span.start] if span else None


def _diagnostic(known: Json, root: Path) -> Diagnostic:
    notes = tuple(Note(n["message"], _span(n["span"], root)) for n in known["notes"])
    return Diagnostic(
        known["code"], Severity(known["severity"]), known["message"],
        _span(known["span"], root), known["label"], known["help"], notes,
    )  # fmt: skip


def _span(place: list[Any] | None, root: Path) -> Span | None:
    if place is None:
        return None
    name, line, column, length = place
    found = read(root, name, LIMITS.file_bytes)
    text = found[0].decode("utf-8-sig", errors="replace") if found else ""
    source = Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    start = source.offset(line, column)
    return source.span(start, start + length)
