"""The article lacks a statement that its journal asks for.

`requires: [data-availability, competing-interests]` in `journal.yaml` names the statements that
every article has to make; where there is nothing to say, a statement says so. Editorials, news and
notices need none.
"""

from collections.abc import Iterator

from reportgen.checks._publication import signed
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    if not signed(manuscript):
        return
    given = {_name(one.name) for one in front.statements if one.text}
    given |= {"funding"} if front.funding else set()
    given |= {"acknowledgements"} if front.acknowledgements else set()
    for wanted in dict.fromkeys(front.requires):
        if _name(wanted) not in given:
            yield Diagnostic(
                "statement-missing",
                Severity.WARNING,
                f"the journal asks for the statement `{wanted}`",
                front.place("statements"),
                help=f"add `{_name(wanted)}: ...` under `statements`",
            )


def _name(text: str) -> str:
    """Some statements have two usual names."""
    name = "-".join(text.lower().replace("_", "-").split())
    others = {"conflicts-of-interest": "competing-interests", "acknowledgments": "acknowledgements"}
    return others.get(name, name)
