"""What a machine may lack or refuse: words and exit status 3, or the work done without it."""

import json
import os
from pathlib import Path

import pytest

from command import COMMANDS, FRONT, TEXT, built_project, carrier, every, project, run
from reportgen import build, check
from reportgen.reports.extract import extract

READING = ("build", "check", "bib", "verify")
LOST = b"\xff\xfe"
"""A name that is not UTF-8."""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>'
)
WITHOUT_RIGHTS = """
import ctypes
head, rights = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
ctypes.CDLL(None).capget(head, rights)
rights[0] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: root may write anywhere
ctypes.CDLL(None).capset(head, rights)
"""
NOBODY = """
import os, pwd
def none(number): raise KeyError(number)
pwd.getpwuid = none
"""
NO_THREAD = """
import threading
def start(thread): raise RuntimeError("can't start new thread")
threading.Thread.start = start
"""
NO_PROCESS = """
import errno, os
def fork(): raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
os.fork = fork
"""
NO_TEMPORARY = """
import tempfile
tempfile._candidate_tempdir_list = lambda: ["/dev/null/nowhere"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project, and a PDF that carries a file."""
    project(tmp_path)
    carrier(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has been built as HTML, which no test changes."""
    return built_project(tmp_path_factory.mktemp("machine"))


# --- paths ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [*READING, "extract", "serve"])
def test_a_path_that_the_system_cannot_follow_is_said(tmp_path: Path, command: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    long = run(command, "a" * 300, cwd=tmp_path)
    assert long.status == 3
    assert "aaa`: file name too long\ngive it a shorter name" in long.err
    loop = run(command, "loop", cwd=tmp_path)
    assert loop.status == 3
    assert "`loop`: too many levels of symbolic links\nremove the link" in loop.err


@pytest.mark.parametrize("command", [("build", "p"), ("verify", "p"), ("extract", "a.pdf")])
def test_so_is_such_a_folder_for_outputs(folder: Path, command: tuple[str, str]) -> None:
    ended = run(*command, "--out", "a" * 300, cwd=folder)
    assert ended.status == 3
    assert "aaa`: file name too long" in ended.err


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    """A project whose name, and the names of whose files, are not UTF-8."""
    root = project(tmp_path, front=f"{FRONT}attach-sources: true\n")
    root = root.rename(os.fsdecode(os.fsencode(root) + LOST))
    names = {
        b"02-" + LOST + b".md": "# Two\n\n![A picture](a.svg)\n",
        b"a.svg": PICTURE,
        LOST + b".svg": PICTURE,
    }
    for name, text in names.items():
        (root / "manuscript" / os.fsdecode(name)).write_text(text, encoding="utf-8")
    return root


def test_names_that_are_not_utf_8_are_names(lost: Path) -> None:
    top, argument = lost.parent, b"p" + LOST
    for name in ("check", "bib"):
        assert run(name, argument, cwd=top).status == 0
    place = ("--out", b"o" + LOST)
    ended = run("build", argument, "--to", "html", *place, cwd=top)
    assert (ended.status, ended.out) == (0, b"o\\udcff\\udcfe/article.html\n")
    manifest = json.loads((top / os.fsdecode(b"o" + LOST) / "manifest.json").read_bytes())
    (made,) = manifest["builds"].values()
    assert "manuscript/02-\udcff\udcfe.md" in made["inputs"]
    assert run("verify", argument, *place, cwd=top).status == 0


def test_a_document_whose_name_is_not_utf_8_is_verified(tmp_path: Path) -> None:
    paper = tmp_path / os.fsdecode(b"a" + LOST + b".md")
    paper.write_text(f"---\n{FRONT}---\n\nText.\n", encoding="utf-8")
    command = ("--out", "o")
    for name in ("build", "build", "verify"):
        more = ("--to", "html") if name == "build" else ()
        ended = run(name, os.fsencode(paper.name), *command, *more, cwd=tmp_path)
        assert ended.status == 0, ended.err
        assert "unsound" not in ended.err
    paper.write_text(f"---\n{FRONT}---\n\nOther.\n", encoding="utf-8")
    ended = run("verify", os.fsencode(paper.name), *command, cwd=tmp_path)
    assert ended.status == 1
    assert b"has changed" in ended.out


def test_a_pdf_carries_files_whose_names_are_not_utf_8(lost: Path) -> None:
    made = build(lost, to=["pdf"], workers=1)
    carried = extract(made.files[0].read_bytes())
    assert carried["manuscript/02-%FF%FE.md"].startswith(b"# Two")


def test_a_fault_in_a_chapter_whose_name_is_not_utf_8_has_its_place(tmp_path: Path) -> None:
    root = os.fsencode(project(tmp_path))
    chapter = Path(os.fsdecode(root + b"/manuscript/02-" + LOST + b".md"))
    chapter.write_text("# Two\n\nText.[@nobody]\n", encoding="utf-8")
    for form, place in (("short", b"02-\xef\xbf\xbd\xef\xbf\xbd.md:3:7"), ("json", b"02-\\udcff")):
        ended = run("check", "p", "--format", form, cwd=tmp_path)
        assert ended.status == 1
        assert place in ended.out


def test_a_working_folder_that_is_gone_is_said(folder: Path) -> None:
    shell = 'mkdir "$0" && cd "$0" && rmdir "../$0" && "$@"'
    for name in READING:
        ended = run(name, cwd=folder, shell=shell.replace("$0", f"gone-{name}"))
        assert ended.status == 3
        assert ended.err == (
            "reportgen: the working folder is gone\nchange to a folder that is there\n"
        )


def test_a_project_that_cannot_be_written_is_said_and_can_be_built_elsewhere(folder: Path) -> None:
    (folder / "p").chmod(0o555)
    ended = run("build", "p", "--to", "html", cwd=folder, before=WITHOUT_RIGHTS)
    assert ended.status == 3
    assert "p/build`: permission denied\n" in ended.err
    assert "--out" in ended.err
    command = ("build", "p", "--to", "html", "--out", "o")
    assert run(*command, cwd=folder, before=WITHOUT_RIGHTS).status == 0


# --- the user and the environment -----------------------------------------------------------


def test_a_user_without_a_name_and_a_home_builds_without_a_cache(folder: Path) -> None:
    names = [name for name in COMMANDS if name != "verify"]
    for ended in every(folder, names, inherit=False, before=NOBODY).values():
        assert (ended.status, ended.err) == (0, "")


@pytest.mark.parametrize("cache", ["/dev/null/x", f"/tmp/{'a' * 300}", "locked/cache", "file"])
def test_a_cache_that_cannot_be_used_is_done_without(folder: Path, cache: str) -> None:
    (folder / "locked").mkdir(mode=0)
    (folder / "file").mkdir()
    (folder / "file/reportgen").write_text("no folder", encoding="utf-8")
    place = cache if cache.startswith("/") else str(folder / cache)
    command = ("build", "p", "--to", "html")
    ended = run(*command, cwd=folder, env={"XDG_CACHE_HOME": place}, before=WITHOUT_RIGHTS)
    assert (ended.status, ended.out) == (0, b"p/build/article.html\n"), ended.err


def test_a_home_that_is_no_whole_path_is_none(folder: Path) -> None:
    command = ("build", "p", "--to", "html")
    ended = run(*command, cwd=folder, env={"HOME": "home", "XDG_CACHE_HOME": "cache"})
    assert (ended.status, ended.err) == (0, "")
    assert not [name for name in ("home", "cache") if (folder / name / "reportgen").exists()]
    assert not (folder / "home").exists()


@pytest.mark.parametrize(
    "value", ["9" * 5000, "-5", "-" + "9" * 5000, "1e9", "1 000", "253402300800", "٣٣", "²", "now"]
)
def test_an_epoch_that_is_no_time_is_said(built: Path, value: str) -> None:
    ended = run("build", "p", cwd=built, env={"SOURCE_DATE_EPOCH": value})
    assert ended.status == 3
    assert "`SOURCE_DATE_EPOCH`: " in ended.err
    assert "is no time in seconds since 1970\nwrite it in whole seconds" in ended.err
    assert len(ended.err) < 200


@pytest.mark.parametrize("value", ["", " ", "0", " 1700000000 ", "253402300799"])
def test_an_epoch_that_is_a_time_dates_the_files(folder: Path, value: str) -> None:
    command = ("build", "p", "--to", "docx")
    assert run(*command, cwd=folder, env={"SOURCE_DATE_EPOCH": value}).status == 0


def test_a_terminal_that_nobody_knows_is_one(built: Path) -> None:
    env = {"TERM": "nonsense", "COLUMNS": "x", "LINES": "-1", "NO_COLOR": ""}
    assert run("build", "p", "--to", "html", cwd=built, env=env).status == 0
    assert run("--help", cwd=built, env=env).status == 0


# --- limits ---------------------------------------------------------------------------------


def test_too_little_memory_is_said(built: Path) -> None:
    for ended in every(built, ("check", "bib", "verify"), shell='ulimit -v 150000; "$@"').values():
        assert ended.status == 3
        assert ended.err.startswith("reportgen: ")
        assert "memory" in ended.err
    ended = run("doctor", cwd=built, shell='ulimit -v 150000; "$@"')
    assert ended.status == 3
    assert b"MISSING  pandoc" in ended.out


def test_memory_that_runs_out_in_the_middle_is_said(built: Path) -> None:
    fails = "def check(*_, **__): raise MemoryError"
    before = f"import reportgen.pipeline.check as p\n{fails}\np.check = check"
    ended = run("check", "p", cwd=built, before=before)
    assert ended.status == 3
    assert "the memory is not enough" in ended.err
    assert "ulimit -v" in ended.err


def test_too_few_open_files_are_said(built: Path) -> None:
    command = ("build", "p", "--to", "pdf", "--no-cache", "--out", "few")
    ended = run(*command, cwd=built, shell='ulimit -n 10; "$@"')
    assert ended.status == 3
    assert "too many open files\nallow more open files (`ulimit -n`)" in ended.err


def test_files_that_may_not_be_so_large_change_nothing(folder: Path) -> None:
    run("build", "p", "--to", "html", cwd=folder)
    made = folder / "p/build"
    before = {path.name: path.read_bytes() for path in made.glob("*.*")}
    (folder / "p/manuscript/01.md").write_text(TEXT + "\nMore.\n", encoding="utf-8")
    ended = run("build", "p", "--to", "html,pdf", cwd=folder, shell='ulimit -f 8; "$@"')
    assert ended.status == 3
    assert "file too large\nallow larger files (`ulimit -f`)" in ended.err
    assert {path.name: path.read_bytes() for path in made.glob("*.*")} == before


def test_no_command_needs_a_thread(built: Path) -> None:
    for name in ("check", "bib"):
        assert run(name, "p", cwd=built, before=NO_THREAD).status == 0


def test_where_no_process_can_be_started_that_is_said(built: Path) -> None:
    for to in ("pdf", "html,docx"):
        command = ("build", "p", "--no-cache", "--to", to, "--jobs", "2", "--out", "none")
        ended = run(*command, cwd=built, before=NO_PROCESS)
        assert ended.status == 3
        assert "no process can be started: Resource temporarily unavailable" in ended.err
        assert "end other programs, or allow more processes" in ended.err


def test_where_no_temporary_file_can_be_made_that_is_said(folder: Path) -> None:
    for ended in every(folder, (*READING, "doctor"), before=NO_TEMPORARY).values():
        assert ended.status == 3
        assert ended.err.startswith("reportgen: no usable temporary directory found in ")
        assert ended.err.endswith("\nset TMPDIR to a folder that can be written\n")
    assert run("build", "p", "--to", "html", cwd=folder, env={"TMPDIR": "/nowhere"}).status == 0


def test_an_answer_of_pandocs_that_a_full_disk_cuts_short_is_the_machines_fault(
    built: Path,
) -> None:
    before = """
import tempfile, subprocess
popen = subprocess.Popen
def full(command, **given): return popen(command, **given | {"stdout": open("/dev/full", "wb")})
subprocess.Popen = full
"""
    ended = run("bib", "p", cwd=built, before=before)
    assert ended.status == 3
    assert "no space left on device" in ended.err.lower()


# --- faults of our own ----------------------------------------------------------------------


def test_a_fault_of_the_programs_own_is_a_line_with_its_place(built: Path) -> None:
    before = "import reportgen.pipeline.check as p\np.supervised = lambda *_: 1 / 0"
    ended = run("check", "p", cwd=built, before=before, fault=True)
    assert ended.status == 3
    assert (
        "a fault of its own: ZeroDivisionError: division by zero (pipeline/check.py:" in ended.err
    )
    assert "Traceback" not in ended.err
    ended = run(
        "check", "p", cwd=built, before=before, fault=True, env={"REPORTGEN_TRACEBACK": "1"}
    )
    assert ended.status == 3
    assert "Traceback" in ended.err


# --- numbers in the front matter ------------------------------------------------------------


def test_a_number_of_5000_digits_is_a_fault_with_a_place(tmp_path: Path) -> None:
    fields = ("first-page", "last-page", "volume", "issue")
    for field in fields:
        root = project(tmp_path / field, front=f"{FRONT}journal:\n  {field}: {'9' * 5000}\n")
        (fault,) = check(root)
        assert (fault.code, fault.span and fault.span.line) == ("front-value", 5)
        assert "longer than 200 characters" in fault.message
        assert len(fault.message) < 200


@pytest.mark.parametrize(
    ("value", "starts"),
    [
        ("33", 33), ("0", 0), ("-5", 1), ("1e9", 1), ("'1 000'", 1), ("e12", 1), ("xvii", 17),
        ("1234567", 1), ("9" * 150, 1), ("²", 1), ("３３", 33), ("٣٣", 33),
    ],
)  # fmt: skip
def test_pages_are_counted_from_what_is_a_pages_number(
    tmp_path: Path, value: str, starts: int
) -> None:
    from reportgen.diagnostics import Bag
    from reportgen.pipeline.build import examine
    from reportgen.themes.page_settings import css, first_page

    front = f"{FRONT}journal:\n  first-page: {value}\n"
    manuscript = examine(project(tmp_path, front=front), Bag())
    assert manuscript is not None
    assert first_page(manuscript.front) == starts
    assert ("counter-reset: page 33 " in css(manuscript.front)) is (starts == 33)


def test_a_page_with_other_digits_is_built(tmp_path: Path) -> None:
    root = project(tmp_path, front=f"{FRONT}journal:\n  first-page: ３３\n")
    assert not build(root, to=["docx", "pdf"], workers=1).bag.failed
