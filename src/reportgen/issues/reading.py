"""`issue.yaml` -> Contents: what its author wrote, validated, with its places."""

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span
from reportgen.issues.fields import IssueFields
from reportgen.limits import LIMITS, Limits
from reportgen.parse.front_matter import Front
from reportgen.parse.front_matter.completion import resolve
from reportgen.parse.front_matter.field_names import known, rename, renamed
from reportgen.parse.front_matter.input_model import Form
from reportgen.parse.front_matter.journal_fields import JournalFields
from reportgen.parse.front_matter.nested_fields import Model
from reportgen.parse.front_matter.validation_errors import report, usable
from reportgen.parse.front_matter.yaml_nodes import compose, plain, walk
from reportgen.parse.front_matter.yaml_tree import Entry, Fields, Plain, Scalar, Step
from reportgen.project import roots
from reportgen.project.files import Files, is_file

NAMES = ("issue.yaml", "issue.yml")
JOURNALS = ("journal.yaml", "journal.yml")
"""What the file of a journal's fields is called where it lies above its issues."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Contents:
    """An issue as it is written: its fields, and what its journal says of all articles.

    `files` are those below the issue's root. `shared` are the journal's fields by the names of
    front matter, those of the journal itself below `journal`; `front` is the same resolved.
    """

    files: Files
    source: Source
    fields: IssueFields
    shared: dict[str, Plain]
    front: Front
    _root: Fields = field(repr=False)

    def span(self, *path: Step) -> Span:
        """Where a value stands, or else the field around it, or the beginning of the file."""
        nodes = list(walk(self._root, path))
        return nodes[-1][0].span if nodes else self.source.span(0)


def locate(path: Path) -> Path:
    """The file of an issue that a path names: itself, or the one in the folder."""
    if path.is_dir():
        return next((path / name for name in NAMES if is_file(path / name)), path / NAMES[0])
    return path


def read(path: Path, base: Path | None, bag: Bag, limits: Limits = LIMITS) -> Contents | None:
    """Read an issue's file; None, with a diagnostic, where there is none that can be read.

    `base` is a folder above it, within which all that it names is read.
    """
    path = locate(path)
    files = _files(path, base, limits)
    if base is not None and files.root != base.resolve():
        message = f"`{path.name}` does not lie in the folder that is given as its root"
        bag.error("root-elsewhere", message, help="give a folder above it with `--root`")
        return None
    if not is_file(path):
        message = f"there is no `{path.name}` here"
        bag.error("issue-missing", message, help="name the folder or the file of an issue")
        return None
    source = files.text(files.named(path.name), bag)
    if source is None:
        return None
    document = compose(source, 0, len(source.text), bag)
    root = renamed(document.root, IssueFields, bag)
    given = root.get("journal")
    shared = _journal(given, files, source, bag)
    values = plain(root)
    assert isinstance(values, dict)
    fields = _validated(IssueFields, values, root, document.lost, bag) or IssueFields()
    front, usable_values = _front(shared, bag)
    if not any(section.articles for section in fields.sections) and not fields.articles:
        place = source.span(0) if root.get("sections") is None else _at(root, "sections")
        bag.error("issue-missing", "the issue has no article", place, "list them in `sections`")
    return Contents(files, source, fields, usable_values, front, root)


def _at(root: Fields, name: str) -> Span:
    entry = root.get(name)
    return entry.at if entry else root.span


def _files(path: Path, base: Path | None, limits: Limits) -> Files:
    """The files that an issue may name: those below its folder, or below its journal's."""
    files = roots.files(path, limits, base or path.parent)
    source = files.text(files.named(path.name), Bag()) if base is None else None
    if source is None:
        return files
    given = compose(source, 0, len(source.text), Bag()).root.get("journal")
    name = given.value.value if given and isinstance(given.value, Scalar) else ""
    above = _journals_folder(files, name or "")
    return roots.files(path, limits, above) if above else files


def _journals_folder(files: Files, name: str) -> Path | None:
    """The folder of a journal's file above its issues; None for another file.

    It is not asked where everybody may write to it, such as `/tmp`: anybody could say so.
    """
    ups, _, file = name.rpartition("/")
    if file not in JOURNALS or not re.fullmatch(r"\.\.(?:/\.\.)*", ups):
        return None
    if ups.count("..") > roots.ABOVE:
        return None
    folder = (files.root / ups).resolve()
    shared = folder.stat().st_mode & stat.S_IWOTH
    return folder if not shared and is_file(folder / file) else None


def _journal(given: Entry | None, files: Files, source: Source, bag: Bag) -> Fields:
    """The fields of the journal as they are written, in the issue or in a file of their own."""
    if given is None or (isinstance(given.value, Scalar) and not given.value.value):
        return Fields((), source.span(0))
    if isinstance(given.value, Fields):
        return Fields((Entry("journal", given.at, given.value),), given.value.span)
    if not isinstance(given.value, Scalar):
        message = "`journal`: fields or a file's name are wanted here"
        remedy = "write the name of the file, such as `../journal.yaml`"
        bag.error("front-value", message, given.value.span, remedy)
        return Fields((), source.span(0))
    name = given.value.value or ""
    if not name.endswith((".yaml", ".yml")):
        title = Fields((Entry("title", given.at, given.value),), given.value.span)
        return Fields((Entry("journal", given.at, title),), given.value.span)
    match = files.find(name, source.name)
    match.report(given.value.span, bag)
    text = files.text(match.name or name, bag, given.value.span) if match.name else None
    if text is None:
        if not match.names:
            remedy = (
                roots.remedy(files, name, source.name) or "write the name of the journal's file"
            )
            bag.error("issue-missing", f"there is no `{name}` here", given.value.span, remedy)
        return Fields((), source.span(0))
    return arranged(compose(text, 0, len(text.text), bag).root)


def arranged(root: Fields) -> Fields:
    """A journal's file as front matter: the journal's own fields below `journal`.

    What is known of a journal, such as its title, is the journal's; all else its articles share.
    """
    if root.get("journal"):
        return root
    names = known(JournalFields)
    own = tuple(entry for entry in root.entries if entry.key in names)
    if not own:
        return root
    rest = tuple(entry for entry in root.entries if entry.key not in names)
    return Fields((Entry("journal", own[0].at, Fields(own, root.span)), *rest), root.span)


def _front(shared: Fields, bag: Bag) -> tuple[Front, dict[str, Plain]]:
    """What a journal says of its articles, resolved, and its values that can be used."""
    tree = rename(shared, bag)
    titled = Fields((*tree.entries, _untitled(tree)), tree.span)
    values = plain(titled)
    assert isinstance(values, dict)
    form = _validated(Form, values, titled, frozenset(), bag)
    front = resolve(form or Form(title="-"), titled, bag)
    return front, {name: value for name, value in values.items() if name != "title"}


def _untitled(tree: Fields) -> Entry:
    """A title for what is front matter of no article."""
    return Entry("title", tree.span, Scalar("-", tree.span))


def _validated(
    model: type[M], values: dict[str, Plain], root: Fields, lost: frozenset[str], bag: Bag
) -> M | None:
    """The fields; those at fault are reported, and left out of the values too."""
    context: dict[str, Any] = {"today": "", "lang": str(values.get("lang") or "")}
    try:
        return model.model_validate(values, context=context)
    except ValidationError as error:
        report(error, root, lost, bag)
        rest = usable(values, error)
    try:
        return model.model_validate(rest, context=context)
    except ValidationError:
        return None
