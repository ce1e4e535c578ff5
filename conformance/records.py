"""Files of metadata -> one line a file and validator: schemas, and readers of other tools.

Usage: python records.py FILE ...   Exit status 1 where anything is found. JATS is held to its DTD,
deposits to the schemas of Crossref, DOAJ and DataCite, a citation file to cffconvert. What
reference managers read (RIS, BibTeX, CSL-JSON) is read back by pandoc and rispy, and the three have
to say the same. The validators of PyPI stand in an environment of their own.
"""

import json
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent / "tests" / "schemas"
HOME = HERE.parent / ".venv" / "record-validators"
BINARIES = HOME / ("Scripts" if sys.platform == "win32" else "bin")
WANTED = ["cffconvert==2.0.0", "rispy", "setuptools<81"]
SHOWN = 12
FUNDING = """\
<schema xmlns="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.crossref.org/fundingdata5.4.0.xsd">
  <element name="program"/>
</schema>
"""
"""In the place of a schema that Crossref's own imports, and that no deposit of ours uses."""
DATACITE = """
import json, sys, jsonschema
schema, data = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
for error in jsonschema.Draft7Validator(schema).iter_errors(data):
    print("/".join(map(str, error.path)), error.message)
"""
RISPY = """
import json, sys, rispy
(found,) = rispy.load(open(sys.argv[1], encoding="utf-8"))
print(json.dumps(found))
"""


class Local(etree.Resolver):
    """Schemas that others import by their addresses, from the folder of schemas."""

    def resolve(self, url: str, _: object, context: Any) -> Any:
        name = url.rpartition("/")[2]
        if name == "fundingdata5.4.0.xsd":
            return self.resolve_string(FUNDING, context)
        if "w3.org" in url or not Path(url).exists():
            places = sorted((SCHEMAS / "crossref").rglob(name))
            return self.resolve_filename(str(places[0]), context) if places else None
        return None


def jats(file: Path) -> list[str]:
    """What the DTD of JATS Publishing 1.3 says."""
    dtd = etree.DTD(str(SCHEMAS / "jats-1.3" / "JATS-journalpublishing1-3.dtd"))
    tree = etree.parse(str(file), etree.XMLParser(load_dtd=False, no_network=True))
    dtd.validate(tree)
    return [f"{e.line}: {e.message}" for e in dtd.error_log]


def crossref(file: Path) -> list[str]:
    """What Crossref's schema of the deposit's version says."""
    tree = etree.parse(str(file))
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    path = SCHEMAS / "crossref" / f"crossref{tree.getroot().get('version')}.xsd"
    checked = etree.XMLSchema(etree.parse(str(path), parser))
    checked.validate(tree)
    return [f"{e.line}: {e.message}" for e in checked.error_log]


def doaj(file: Path) -> list[str]:
    """What the grammar of DOAJ's articles says."""
    checked = etree.RelaxNG(etree.parse(str(SCHEMAS / "doaj" / "articles.rng")))
    checked.validate(etree.parse(str(file)))
    return [f"{e.line}: {e.message}" for e in checked.error_log]


def datacite(file: Path) -> list[str]:
    """What DataCite's schema 4.5 says."""
    schema = SCHEMAS / "datacite" / "datacite-v4.5.json"
    return _said([str(BINARIES / "python"), "-c", DATACITE, str(schema), str(file)])


def cff(file: Path) -> list[str]:
    """What cffconvert says of a citation file."""
    program = str(BINARIES / "cffconvert")
    done = subprocess.run(
        [program, "--validate", "-i", str(file)], capture_output=True, text=True, check=False
    )
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return lines[-3:] if done.returncode else []


def reread(file: Path) -> list[str]:
    """Where what pandoc reads of a RIS or BibTeX file is not what the CSL-JSON beside it says."""
    stem = re.sub(r"\.(ris|bib)\Z", "", str(file))
    beside = Path(f"{stem}.csl.json")
    if not beside.is_file():
        return ["there is no CSL-JSON beside it"]
    other = json.loads(beside.read_text(encoding="utf-8"))
    want = other[0] if isinstance(other, list) else other
    (item,) = _pandoc(file)
    found = [
        f"{name}: {_plain(item.get(name))!r}, in the CSL-JSON {_plain(want.get(name))!r}"
        for name in ("title", "volume", "issue", "page", "DOI", "container-title")
        if _plain(item.get(name)) != _plain(want.get(name))
    ]
    ours, theirs = (_people(one) for one in (want, item))
    return found + ([f"authors: {theirs}, in the CSL-JSON {ours}"] if ours != theirs else [])


def rispy(file: Path) -> list[str]:
    """Where what rispy reads of a RIS file is not what the CSL-JSON beside it says."""
    done = subprocess.run(
        [str(BINARIES / "python"), "-c", RISPY, str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return [done.stderr.strip()[-300:]]
    item = json.loads(done.stdout)
    (want,) = json.loads(Path(f"{file.with_suffix('')}.csl.json").read_text(encoding="utf-8"))
    said = {
        "title": item.get("title") or item.get("primary_title"),
        "container-title": item.get("journal_name") or item.get("secondary_title"),
        "DOI": item.get("doi"),
        "volume": item.get("volume"),
    }
    return [f"{name}: {v!r}" for name, v in said.items() if _plain(v) != _plain(want.get(name))]


def _pandoc(file: Path) -> list[Any]:
    import pypandoc

    kind = "ris" if file.suffix == ".ris" else "biblatex"
    read: list[Any] = json.loads(pypandoc.convert_file(str(file), "csljson", format=kind))
    return read


def _plain(value: object) -> str:
    return re.sub(r"<[^<>]+>|\s+", " ", str(value or "")).replace("–", "-").strip().lower()


def _people(item: Any) -> list[str]:
    return [
        _plain(one.get("literal") or " ".join(filter(None, (one.get("given"), one.get("family")))))
        for one in item.get("author", [])
    ]


def _said(command: list[str]) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() or ([done.stderr.strip()[-300:]] if done.returncode else [])


VALIDATORS: dict[str, dict[str, Callable[[Path], list[str]]]] = {
    ".jats.xml": {"JATS 1.3 DTD": jats},
    ".crossref.xml": {"Crossref schema": crossref},
    ".crossref-5.3.1.xml": {"Crossref schema": crossref},
    ".doaj.xml": {"DOAJ schema": doaj},
    ".datacite.json": {"DataCite schema": datacite},
    ".cff": {"cffconvert": cff},
    ".ris": {"pandoc": reread, "rispy": rispy},
    ".bib": {"pandoc": reread},
}
"""The validators of a file, by how its name ends."""


def main(names: list[str]) -> int:
    """Print what each validator finds in each file."""
    if not (BINARIES / "cffconvert").exists():
        venv.create(HOME, with_pip=True)
        install = [str(BINARIES / "python"), "-m", "pip", "install", "--quiet", *WANTED]
        subprocess.run(install, check=True)
    failed = False
    for file in map(Path, names):
        ending = max((one for one in VALIDATORS if file.name.endswith(one)), key=len, default="")
        for name, validator in VALIDATORS.get(ending, {}).items():
            faults = validator(file)
            failed = failed or bool(faults)
            print(f"{file.name}: {name}: {len(faults) or 'nothing'} found", flush=True)
            for fault in faults[:SHOWN]:
                print(f"    {fault[:400]}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
