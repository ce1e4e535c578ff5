"""What a program asks for: an issue, built. See docs/publishing/issues.md."""

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from reportgen.cache.digest import digest
from reportgen.cache.store import read_entry, write_entry
from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.issues import assemble, outputs, staging
from reportgen.issues.articles import BuiltArticles, Schedule
from reportgen.issues.plan import plan
from reportgen.issues.planned import IssuePlan
from reportgen.issues.reading import locate
from reportgen.limits import LIMITS, Limits
from reportgen.metadata.issue import Issue
from reportgen.pipeline.batch import Backend, Outcome
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.project.request import Request, outside

FOLDER = "issue"
"""The folder of an issue's outputs in `build`."""


@dataclass(frozen=True)
class BuiltIssue:
    """What a build of an issue came to.

    `bag` are the faults of the issue itself, their files named from its `root`; `outcomes` are
    those of its articles. `files` are there because of it. It is `bound` where all its outputs
    are, and not where an article has faults: the good articles are written then. `issue` is then
    the issue as a value, its files those that were written.
    """

    root: Path
    bag: Bag
    plan: IssuePlan | None = None
    outcomes: tuple[Outcome, ...] = ()
    files: tuple[Path, ...] = ()
    bound: bool = False
    issue: Issue | None = None


def examine(path: Path, base: Path | None, limits: Limits = LIMITS) -> tuple[IssuePlan | None, Bag]:
    """An issue's plan and its faults. Raises OSError where no worker can be started."""
    allowed = Resources(limits.read_seconds, limits.read_megabytes, limits.wall_seconds)
    try:
        return workers.run(partial(plan, path, base, limits), allowed)
    except workers.WorkerEnded:
        bag = Bag()
        bag.error("issue-size", "the issue takes too much time or memory to read", help="divide it")
        return None, bag


def build(
    path: Path,
    like: Request,
    backend: Backend,
    *,
    base: Path | None = None,
    out: Path | None = None,
    cache: Path | None = None,
) -> BuiltIssue:
    """Build an issue: its articles on a `backend`, what is made of them here.

    `path` is its file or the folder of it. `like` says what is asked for of each article: formats,
    strictness, the date of the files. `out` is the folder of the outputs, by default `build/issue`
    beside the issue's file; what is there is replaced as a whole. `base` is a folder above the
    issue, within which all that it names is read. Raises OSError where a file cannot be written.
    """
    path = locate(path)
    root = path.resolve().parent
    home = Request(path, out=out).folder
    folder = home if home is None or out is not None else home / FOLDER
    if folder is None:
        return BuiltIssue(root, outside().bag)
    found, bag = examine(path, base, like.limits)
    bag = bag.with_strict(like.strict)
    if found is None:
        return BuiltIssue(root, bag)
    root = found.contents.files.root
    if other := outputs.foreign(folder):
        what = (
            "is no folder" if other == "." else f"holds `{other}`, which no build of an issue made"
        )
        bag.error("output-occupied", f"`{folder.name}` {what}", help="give another with `--out`")
        return BuiltIssue(root, bag, found)
    with staging.staging(folder) as stage:
        counts = _Counts(cache, path, folder)
        done = Schedule(found, like, stage, cache).run(backend, counts.read())
        if done.stopped:
            return BuiltIssue(root, bag, found, done.outcomes)
        counts.keep(found, done)
        bag.extend(_numbers_at_fault(found, done))
        issue = BuiltIssue(root, bag, found, done.outcomes)
        if bag.failed:
            return issue
        if not done.fine:
            slugs = dict.fromkeys(
                one.slug
                for one, outcome in zip(found.articles, done.outcomes, strict=True)
                if outcome.fine
            )
            outputs.publish(stage, folder, slugs)
            files = tuple(folder / staging.ARTICLES / slug for slug in slugs)
            return replace(issue, files=files)
        listed = assemble.assemble(found, done, like, stage, backend, bag)
        if bag.with_strict(like.strict).failed:
            return replace(issue, bag=bag.with_strict(like.strict))
        staging.swap(stage, folder)
        files = tuple(folder / name for name in listed)
        whole = assemble.issue_of(found, done, folder)
        return replace(issue, files=files, bound=True, issue=whole)


def _numbers_at_fault(found: IssuePlan, done: BuiltArticles) -> list[Diagnostic]:
    """Articles that say themselves where they begin, and begin elsewhere."""
    out = []
    for one, (first, _) in zip(found.articles, done.pages, strict=True):
        if one.own_first and first and one.own_first != str(first):
            message = f"`first-page` is `{one.own_first}` in the article and {first} in the issue"
            notes = (Note("its place in the issue", one.place),)
            out.append(
                Diagnostic(
                    "issue-conflict",
                    Severity.ERROR,
                    message,
                    one.own_place,
                    help="leave it out there",
                    notes=notes,
                )
            )
    return out


@dataclass(frozen=True)
class _Counts:
    """How many pages the articles of an issue had when it was built last, by their slugs."""

    cache: Path | None
    path: Path
    out: Path
    _name: str = field(init=False, default="")

    def read(self) -> dict[str, int]:
        if self.cache is None:
            return {}
        try:
            known = read_entry(self._file(self.cache))
        except (OSError, ValueError):
            return {}
        return {slug: count for slug, count in known.items() if isinstance(count, int)}

    def keep(self, found: IssuePlan, done: BuiltArticles) -> None:
        counts = zip(found.articles, done.counts, strict=True)
        if self.cache is not None:
            known = {one.slug: count for one, count in counts if count}
            write_entry(self._file(self.cache), known)

    def _file(self, cache: Path) -> Path:
        return cache / f"issue-{digest(str(self.path.resolve()), str(self.out))}.json"
