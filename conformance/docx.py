"""DOCX files -> one line a file and validator: openxml-audit, docx-integrity, python-docx, Office.

Usage: python docx.py FILE.docx ...   Exit status 1 where anything is found. openxml-audit stands
in an environment of its own, since it wants another version of rich than we do.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

HOME = Path(__file__).resolve().parents[1] / ".venv" / "openxml-audit"
BINARIES = HOME / ("Scripts" if sys.platform == "win32" else "bin")
WANTED = "openxml-audit"
SHOWN = 12


def audit(file: Path) -> list[str]:
    """What the port of Microsoft's own validator finds."""
    if not (BINARIES / "openxml-audit").exists():
        venv.create(HOME, with_pip=True)
        install = [str(BINARIES / "python"), "-m", "pip", "install", "--quiet", WANTED]
        subprocess.run(install, check=True)
    command = [str(BINARIES / "openxml-audit"), "--output", "json", "--max-errors", "0", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout)
    except json.JSONDecodeError:
        return [done.stderr.strip() or done.stdout.strip() or "no answer"]
    faults = [
        str(f.get("description"))
        for file in found
        for f in [*file["errors"], *file.get("warnings", [])]
    ]
    return faults or ([f"exit status {done.returncode}"] if done.returncode else [])


def integrity(file: Path) -> list[str]:
    """Whether everything that the file refers to is there."""
    import docx_integrity

    return [f"{f.code}: {f.message}" for f in docx_integrity.check(file)]


def opened(file: Path) -> list[str]:
    """Whether python-docx opens it."""
    if sys.path[0] == str(Path(__file__).resolve().parent):
        del sys.path[0]  # where this file would be taken for the library
    import docx

    try:
        return [] if docx.Document(str(file)).paragraphs else ["no paragraphs"]
    except Exception as error:  # it raises what its many readers raise
        return [str(error)]


def office(file: Path) -> list[str]:
    """Whether LibreOffice lays it out."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return ["LibreOffice is not installed: apt-get install libreoffice-writer"]
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation={Path(folder, 'home').as_uri()}"
        command = [
            program,
            home,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(file),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
        made = Path(folder, f"{file.stem}.pdf")
        return [] if made.is_file() and made.stat().st_size else [done.stderr.strip()]


VALIDATORS: dict[str, Callable[[Path], list[str]]] = {
    "openxml-audit": audit,
    "docx-integrity": integrity,
    "python-docx": opened,
    "LibreOffice": office,
}


def main(names: list[str]) -> int:
    if not names:
        print("usage: python docx.py FILE.docx ...", file=sys.stderr)
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
