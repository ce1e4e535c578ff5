"""JATS files -> one line a file and validator: the DTD of JATS 1.3, and links that lead somewhere.

Usage: python jats.py FILE.xml ...   Exit status 1 where anything is found. The PMC style checker
and JATS4R's rules are no part of this: run them on what you deliver (docs/publishing/jats.md).
"""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).resolve().parents[1] / "tests" / "schemas" / "jats-1.3"
SHOWN = 12


@cache
def _dtd() -> etree.DTD:
    return etree.DTD(str(SCHEMAS / "JATS-journalpublishing1-3.dtd"))


def valid(file: Path) -> list[str]:
    """What the DTD finds."""
    dtd = _dtd()
    dtd.validate(etree.parse(str(file)))
    return [f"{error.line}: {error.message}" for error in dtd.error_log.filter_from_errors()]


def linked(file: Path) -> list[str]:
    """Notes without a call, works that nothing cites, and links that lead nowhere."""
    root = etree.parse(str(file)).getroot()
    names = [one.get("id") for one in root.iter() if one.get("id")]
    links = [(link, name) for link in root.iter("xref") for name in link.get("rid", "").split()]
    targets = {name for _, name in links}
    faults = [f"the id `{name}` is used twice" for name in names if names.count(name) > 1]
    faults += [f"a link leads to `{name}`" for name in sorted(targets.difference(names))]
    wanted = [*root.iterfind("back/fn-group/fn"), *root.iter("ref")]
    faults += [
        f"nothing leads to `{one.get('id')}`" for one in wanted if one.get("id") not in targets
    ]
    return faults


VALIDATORS: dict[str, Callable[[Path], list[str]]] = {"DTD": valid, "links": linked}


def main(names: list[str]) -> int:
    if not names:
        print("usage: python jats.py FILE.xml ...", file=sys.stderr)
        return 2
    failed = False
    for file in map(Path, names):
        for validator, find in VALIDATORS.items():
            faults = find(file)
            verdict = "FAIL" if faults else "ok  "
            print(
                f"{verdict}  {validator:18} {file}",
                *(f"        {fault}" for fault in faults[:SHOWN]),
                sep="\n",
                flush=True,
            )
            failed = failed or bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
