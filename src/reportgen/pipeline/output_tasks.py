"""Report -> the outputs to make of it: the editions that are asked for, each in its formats."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportgen._version import __version__
from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import nfc
from reportgen.pipeline.faulty import concerns, is_sound
from reportgen.project.request import Request
from reportgen.project.sent import Origin, Sent

if TYPE_CHECKING:
    from reportgen.editions import Edition
    from reportgen.parse import Manuscript
    from reportgen.pipeline.task import Task
    from reportgen.resolve import Report


def tasks(
    report: "Report",
    manuscript: "Manuscript",
    request: Request,
    found: Mapping[str, Any],
    bag: Bag,
) -> "list[Task]":
    """Every output that was asked for, the costly ones first.

    Of an edition with an error there is none, but in a draft; what a format lacks is no error of
    the edition, whose other outputs are made.
    """
    from reportgen import editions, formats
    from reportgen.pipeline.task import Shown, Task, with_faults

    shown = [name for name in editions.defaults() if editions.shows(name, report)]
    faulty = bag.with_strict(request.strict).failed
    out, lacking = list[Task](), Bag()
    attached = manuscript.sources.seen if report.front.attach_sources else None
    for name in request.edition or shown:
        before, own = len(bag), list[Task]()
        made = editions.make(name, report, bag)
        if made is None or (faulty and not report.draft and not _is_sound(made)):
            continue
        if report.draft:
            made = with_faults(made, _outside(made))
        document = "" if request.in_issue else manuscript.sources.stem
        stem = editions.stem(document, name, report.draft)
        made = _with_files(_untold(made, bag), stem, request)
        told, shapes = Bag(), dict[tuple[str, ...], Shown]()
        files = None if made.spec.anonymous else attached
        for target, named in formats.asked(request.to).items():
            spec = formats.spec(target)
            suits = spec.serves(name) and made.spec.suits(spec.medium)
            held = _held(spec.included, report, told) if suits else None
            if held is None or not (report.draft or all(map(_is_sound, held))):
                continue
            if name not in request.edition and not _has_template(made, spec.medium, bag):
                continue
            file = f"{stem}.{spec.suffix}"
            if lacks := formats.missing(target, made):
                lacks = lacks if named else (_left_out(file, lacks),)
                lacking.extend(one for one in lacks if one not in lacking.found)
                continue
            shape = Shown(replace(made, included=held), found["templates"], files)
            shape = shapes.setdefault(spec.included, shape)  # one for all: its key is costly
            own.append(Task(file, target, shape, request.limits))
        if report.draft or is_sound(bag.found[before:], report.front.allow, request):
            out += own
        bag.extend(d for d in told if d not in bag.found)
    bag.extend(lacking)
    return _linked(out)


def _held(names: Sequence[str], report: "Report", bag: Bag) -> "tuple[Edition, ...] | None":
    """The editions that a format's files hold beside one; None where one cannot be made."""
    from reportgen import editions

    wanted = [name for name in names if editions.shows(name, report)]
    made = tuple(e for name in wanted if (e := editions.make(name, report, bag)) is not None)
    return None if len(made) < len(wanted) or (bag.failed and not report.draft) else made


def _left_out(file: str, lacks: Sequence[Diagnostic]) -> Diagnostic:
    """A warning of an output that nobody asked for by name, and that cannot be made."""
    codes = ", ".join(f"`{lack.code}`" for lack in lacks)
    return Diagnostic(
        "format-incomplete",
        Severity.WARNING,
        f"`{file}` is left out, as the front matter does not say all that it needs: {codes}",
        lacks[0].span,
        help=lacks[0].help,
        notes=tuple(Note(lack.message, lack.span) for lack in lacks),
    )


def _untold(edition: "Edition", bag: Bag) -> "Edition":
    """An anonymous edition whose files are searched for what no check has found in its words."""
    if edition.withheld is None:
        return edition
    told = [d.message for d in bag if d.code == "name-anonymous" and d.severity != Severity.NOTE]
    left = [i for i in edition.withheld.known if not any(f"`{i.words}`" in m for m in told)]
    return replace(edition, withheld=replace(edition.withheld, known=tuple(left)))


def _with_files(edition: "Edition", stem: str, request: Request) -> "Edition":
    """An edition with the names of the files that readers find: those that are made with it.

    They are named by their addresses, so that one without an address has none.
    Where deposits and citations alone are made, the files that they name were made before: those
    of the formats that are made by default. An edition that does not say who wrote it is not
    published.
    """
    from reportgen import formats

    front = edition.report.front
    if edition.spec.anonymous or not (front.url or front.files_url):
        return edition
    specs = {name: formats.spec(name) for name in formats.published()}
    asked = formats.asked(request.to)
    made = [n for n, s in specs.items() if n in asked and (s.citation or not s.particulars)]
    if all(specs[name].particulars for name in made):
        made += [name for name, spec in specs.items() if spec.default]
    files = tuple(
        (name, f"{stem}.{specs[name].suffix}") for name in made if specs[name].serves(edition.name)
    )
    return replace(edition, files=files)


def _linked(tasks: "list[Task]") -> "list[Task]":
    """The outputs, the costly first, those for a screen with what they lead to."""
    from reportgen import formats

    out = []
    tasks = sorted(tasks, key=lambda task: -formats.spec(task.format).cost)
    for task in tasks:
        edition, words = task.edition, task.edition.report.words
        if formats.spec(task.format).medium == "screen":
            mine = [t for t in tasks if t.edition.name == edition.name and t is not task]
            own = [t for t in mine if not formats.spec(t.format).particulars]
            cited = [t for t in mine if formats.spec(t.format).citation]
            same = [t for t in tasks if t.format == task.format and t.edition.name != edition.name]
            if edition.spec.anonymous:
                same = []
            same = [t for t in same if not t.edition.spec.anonymous]
            others = [(formats.label(t.format), t.name) for t in own]
            others += [(words.get(t.edition.name, words["read"]), t.name) for t in same]
            citations = tuple((formats.label(t.format), t.name) for t in cited)
            edition = replace(edition, others=tuple(others), citations=citations)
            task = replace(task, shown=replace(task.shown, edition=edition))
        out.append(task)
    return out


def _has_template(edition: "Edition", medium: str, bag: Bag) -> bool:
    """Whether the theme can show an edition that nobody asked for by name; a warning if not."""
    from reportgen import themes

    name, theme = f"{edition.spec.template}.{medium}.html.j2", edition.report.front.theme
    if not medium or themes.find(edition.report.root, theme, name):
        return True
    bag.warning(
        "template-missing",
        f"the {edition.name} is not built: the theme `{theme}` has no template `{name}`",
        edition.report.front.place("theme"),
        f"add `{name}` to the theme",
    )
    return False


def possible(request: Request, draft: bool) -> tuple[str, ...]:
    """The names of all files that a request may ask for."""
    from reportgen import editions, formats

    path = request.path.resolve()
    document = "" if path.is_dir() or request.in_issue else nfc(path.stem)
    return tuple(
        f"{editions.stem(document, edition, draft)}.{formats.spec(target).suffix}"
        for edition in request.edition or editions.defaults()
        for target in formats.asked(request.to)
    )


def written(
    tasks: Sequence["Task"], sound: Mapping[str, bool], unmade: Collection[str]
) -> tuple[str, ...]:
    """The names of the outputs that are written: all of an edition without errors, or none.

    `sound` says of each output whether its making found no error; of a draft all is written but
    what is `unmade`.
    """
    failed = {t.edition.name for t in tasks if not (t.edition.report.draft or sound[t.name])}
    return tuple(t.name for t in tasks if t.edition.name not in failed and t.name not in unmade)


def sent(
    tasks: Sequence["Task"],
    files: Mapping[str, bytes],
    texts: Mapping[str, bytes],
    request: Request,
) -> tuple[Sent, ...]:
    """Those of the files that others may edit, with the texts that they were made of."""
    from reportgen import editions, formats

    path = request.path.resolve().relative_to(request.root).as_posix()
    own = "" if path == "." else path
    returned = [task for task in tasks if formats.spec(task.format).returned]
    return tuple(
        Sent(
            Origin(editions.identity(task.edition), __version__, task.edition.name),
            task.name, own, files[task.name], texts,
        )
        for task in returned if task.name in files
    )  # fmt: skip


def _is_sound(edition: "Edition") -> bool:
    """Whether an edition shows no error, and none outside the text is of its own."""
    from reportgen.tree.fault_marks import is_marked

    shown = [edition.blocks, list(edition.notes), list(edition.bibliography)]
    return not (_outside(edition) or is_marked(shown))


def _outside(edition: "Edition") -> Sequence[Diagnostic]:
    """The errors outside the text that concern an edition."""
    report = edition.report
    return [d for d in report.outside if concerns(edition.name, d, report.front)]
