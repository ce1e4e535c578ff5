"""`reportgen bib add`: works looked up by their identifiers, as entries of the bibliography."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli import _options, _places, _signals

if TYPE_CHECKING:
    from reportgen.diagnostics import Bag
    from reportgen.parse import Manuscript
    from reportgen.registries.identifiers import Identifier
    from reportgen.reports.additions import Additions


@click.command("add", short_help="Look works up and add them.")
@click.argument("identifiers", nargs=-1, required=True, metavar="ID... [PATH]")
@click.option(
    "--key", metavar="KEY", help="the key of the new entry (in the pattern of the others)"
)
@click.option("--dry-run", is_flag=True, help="print the new entries, and write nothing")
@_options.allow
@_options.root
@click.pass_obj
def command(
    client: object, identifiers: tuple[str, ...], key: str | None, dry_run: bool,
    allow: tuple[str, ...], base: Path | None,
) -> None:  # fmt: skip
    """Look up each ID in its registry, and add an entry to the bibliography of PATH.

    An ID is a DOI, an ISBN, a number of arXiv, a PMID, a PMCID, or the address of a page, as it is
    pasted. This command asks servers: doi.org and the registry that it names, openlibrary.org,
    ncbi.nlm.nih.gov, or the page itself. A work that is there is not added again.
    """
    from reportgen.cli import _temporary
    from reportgen.diagnostics import Bag
    from reportgen.project.request import Request

    bag = Bag()
    path, wanted = _sorted(identifiers, bag)
    if key and len(wanted) > 1:
        raise click.UsageError(f"`--key` names one entry, and there are {len(wanted)} identifiers")
    if key and not _is_key(key):
        raise click.UsageError(f"`{key}` is no key: letters and figures, and - _ : . between them")
    with _temporary.folder():
        made = _made(path, base, wanted, key or "", client, allow, bag) if wanted else None
        said = _said(*made, dry_run) if made else ""
    if made and not dry_run:
        from reportgen.reports import additions

        with _signals.held():
            additions.write(made[0])
    click.echo(said, nl=False)
    _options.print_diagnostics(_places.from_here(bag, Request(path, base=base)))
    sys.exit(_options.DOCUMENT_FAULTS if bag.failed else _options.OK)


def _sorted(typed: tuple[str, ...], bag: "Bag") -> tuple[Path, list["Identifier"]]:
    """The path, if the last argument is one, and the identifiers. Raises UsageError."""
    from reportgen.registries.identifiers import MalformedError, identify

    path, found = Path(), []
    for i, one in enumerate(typed):
        try:
            wanted = identify(one)
        except MalformedError as error:
            bag.error("identifier-malformed", str(error), None, "copy it once more")
            continue
        if wanted:
            found.append(wanted)
        elif i == len(typed) - 1 and Path(one).exists():
            path = Path(one)
        else:
            message = f"`{one}` is no DOI, ISBN, arXiv number, PMID, PMCID or address"
            remedy = "give `10.1162/isec_a_00351`, `arXiv:2301.01234`, `pmid:1234567` or the like"
            bag.error("identifier-malformed", message, None, remedy)
    if not found and not bag.failed:
        raise click.UsageError("give an identifier before the path")
    return path, list(dict.fromkeys(found))


def _is_key(key: str) -> bool:
    from reportgen.registries.keys import ALLOWED

    return bool(ALLOWED.fullmatch(key))


def _made(
    path: Path, base: Path | None, wanted: list["Identifier"], key: str, client: object,
    allow: tuple[str, ...], bag: "Bag",
) -> "tuple[Additions, Manuscript] | None":  # fmt: skip
    from reportgen.diagnostics import Bag
    from reportgen.network import Client
    from reportgen.pipeline.build import examine
    from reportgen.reports import additions

    own = Bag()
    manuscript = examine(path, own, allow, base)
    if manuscript is None:
        bag.extend(own)
        return None
    target = additions.find_target(manuscript, bag)
    if target is None:
        return None
    asked = client if isinstance(client, Client) else Client()
    works = additions.look_up_all(wanted, manuscript.library, asked, _today(), bag)
    made = additions.add(works, key, target, manuscript.library, bag) if works else None
    return (made, replace(manuscript, library=made.library)) if made else None


def _said(made: "Additions", manuscript: "Manuscript", dry_run: bool) -> str:
    """What was added, how it is cited, and the note that it makes."""
    from reportgen.printers.excerpt import clean
    from reportgen.reports.printed import printed

    notes = printed([one.key for one in made.added], manuscript)
    out = ""
    for one in made.added:
        if dry_run:
            out += f"{one.key} would be added to {made.target.name}\n{one.text}\n"
        else:
            out += f"added {one.key} to {made.target.name}\n"
        out += f"  cite   [@{one.key}]\n"
        out += f"  print  {notes[one.key]}\n" if notes.get(one.key) else ""
    return "".join(f"{clean(line)}\n" for line in out.splitlines())


def _today() -> str:
    """The day as `YYYY-MM-DD`: of `SOURCE_DATE_EPOCH`, where it is set."""
    epoch = _options.epoch()
    moment = datetime.now().astimezone() if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return moment.date().isoformat()
