"""WeasyPrint is held in one place: private names, versions, and what happens without the speed."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from reportgen import build, weasy
from reportgen.reports import doctor
from reportgen.weasy import compat, engine

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "reportgen"
GOLDEN = ROOT / "tests" / "golden" / "paper" / "in"
LIBRARIES = ("weasyprint", "pydyf", "fontTools", "cffi")
DOCUMENTED = {
    "weasyprint": {"weasyprint", "HTML", "CSS", "__version__"},
    "weasyprint.text.fonts": {"FontConfiguration"},
    "weasyprint.urls": {"URLFetcher"},
}
"""What WeasyPrint's manual names of its modules."""


# --- one place -----------------------------------------------------------------------------------


def test_no_module_but_compat_touches_a_private_name() -> None:
    private = _private_names()
    assert {"_page_box", "_tags", "_resources", "_folder", "_fonts"} <= private
    assert list(_faults(SOURCE, private)) == []


@pytest.mark.parametrize(
    "code",
    [
        "page._page_box",
        "stream._tags = {}",
        "getattr(faces, '_folder')",
        "from weasyprint.layout import inline",
        "import weasyprint.layout.inline",
        "from fontTools.ttLib.tables import _h_e_a_d",
        "from weasyprint import HTML\nHTML.render = None",
        "def f():\n    import cffi\n    cffi.FFI = None",
        "import weasyprint\nsetattr(weasyprint, 'HTML', None)",
        "from weasyprint import CSS\ndel CSS.x",
    ],
)
def test_such_a_touch_is_seen(code: str, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(code, encoding="utf-8")
    assert len(list(_faults(tmp_path, _private_names()))) == 1


def _faults(folder: Path, private: set[str]) -> Iterator[str]:
    for path in sorted(folder.rglob("*.py")):
        if path.name in ("compat.py", "bindings.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = _imported(tree)
        for node in ast.walk(tree):
            if _touches(node, private) or _undocumented(node) or _changes(node, imported):
                yield f"{path.relative_to(folder)}:{node.lineno}: {ast.unparse(node)}"


def _touches(node: ast.AST, private: set[str]) -> bool:
    """Whether a private attribute of WeasyPrint or pydyf is read or set, on anything but self."""
    match node:
        case ast.Attribute(value=ast.Name(id="self" | "cls" | "os")):
            return False
        case ast.Attribute(attr=name):
            return name in private
        case ast.Call(func=ast.Name(id="getattr" | "setattr" | "hasattr" | "delattr")):
            constants = [a.value for a in node.args if isinstance(a, ast.Constant)]
            return any(value in private for value in constants)
    return False


def _undocumented(node: ast.AST) -> bool:
    """Whether an import is of a private module, or of one that WeasyPrint's manual has not."""
    match node:
        case ast.ImportFrom(module=str(module), names=names):
            top, found = module.split(".")[0], {name.name for name in names}
        case ast.Import(names=names):
            module = next((n.name for n in names if n.name.split(".")[0] in LIBRARIES), "")
            top, found = module.split(".")[0], {module}
        case _:
            return False
    if top == "weasyprint":
        return not found <= DOCUMENTED.get(module, set())
    return top in LIBRARIES and any(part[:1] == "_" for n in found for part in n.split("."))


def _changes(node: ast.AST, imported: set[str]) -> bool:
    """Whether something is assigned into what comes from one of the libraries."""
    match node:
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            pass
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            targets = [target]
        case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[target, *_]):
            return _root(target) in imported
        case _:
            return False
    return any(isinstance(t, ast.Attribute) and _root(t) in imported for t in targets)


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _imported(tree: ast.AST) -> set[str]:
    """The names that a module has from one of the libraries."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LIBRARIES:
            found |= {name.asname or name.name for name in node.names}
        elif isinstance(node, ast.Import):
            names = (n for n in node.names if n.name.split(".")[0] in LIBRARIES)
            found |= {(n.asname or n.name).split(".")[0] for n in names}
    return found


@cache
def _private_names() -> set[str]:
    """The private attributes that WeasyPrint and pydyf have."""
    found = set()
    for package in ("weasyprint", "pydyf"):
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        for path in Path(spec.origin).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute):
                    found.add(node.attr)
    return {name for name in found if name.startswith("_") and not name.startswith("__")}


def test_every_undocumented_name_is_there() -> None:
    engine.start()
    for name, module in compat.INTERNALS.items():
        assert getattr(compat, name) is getattr(import_module(module), name), name
    with pytest.raises(AttributeError):
        compat.Unknown  # noqa: B018


def test_every_replaceable_function_is_replaced_by_the_speed_parts() -> None:
    engine.start()
    for name, place in compat.REPLACEABLE.items():
        module, _, path = place.partition(":")
        found: Any = import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
        assert found.__module__ == found.__wrapped__.__module__ != "", name
        assert found.__code__.co_filename.startswith(str(SOURCE)), name


# --- versions ------------------------------------------------------------------------------------


def test_the_installed_version_is_tested_and_every_tested_one_may_be_installed() -> None:
    import tomllib

    assert compat.tested()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {r.name: r.specifier for r in map(Requirement, project["dependencies"])}
    for package, versions in compat.TESTED.items():
        assert all(v in needed[package] for v in versions if package in needed), package
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert f"weasyprint=={compat.version()}" in locked


def test_doctor_says_what_runs_without_the_speed_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _weasyprint() == doctor.Part("WeasyPrint", True, compat.version(), doctor.SETUP)
    with monkeypatch.context() as patched:
        patched.setattr(compat, "TESTED", {"weasyprint": ("1.0", "1.1")})
        part = _weasyprint()
        assert part.fine
        assert "was not tested (1.0, 1.1 was)" in part.found
        assert "without the speed parts" in part.found
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    assert "without `reportgen.weasy.speed`" in _weasyprint().found


def _weasyprint() -> doctor.Part:
    (part,) = [part for part in doctor.examine() if part.name == "WeasyPrint"]
    return part


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """A copy of WeasyPrint that says that it is 71.0, with other names for some of its own."""

    def made(**renamed: str) -> dict[str, str]:
        spec = find_spec("weasyprint")
        assert spec is not None
        assert spec.origin is not None
        folder = tmp_path / "site"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(spec.origin).parent, folder / "weasyprint", ignore=ignored)
        (folder / "weasyprint-71.0.dist-info").mkdir()
        about = "Metadata-Version: 2.1\nName: weasyprint\nVersion: 71.0\n"
        (folder / "weasyprint-71.0.dist-info" / "METADATA").write_text(about, encoding="utf-8")
        for path in (folder / "weasyprint").rglob("*.py"):
            text = before = path.read_text(encoding="utf-8")
            for old, new in renamed.items():
                text = re.sub(rf"\b{old}\b", new, text)
            if text != before:
                path.write_text(text, encoding="utf-8")
        return {"PYTHONPATH": str(folder)}

    return made


def _run(environment: dict[str, str], *arguments: str) -> Any:
    command = [sys.executable, "-m", "reportgen.cli", *arguments]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("_tags", "`Stream._tags` is missing"),
        ("_resources", "`Stream._resources` is missing"),
        ("_page_box", "`Page._page_box` is missing"),
        ("LineBox", "boxes.LineBox` is missing"),
        ("element_tag", "object has no attribute 'element_tag'"),
    ],
)
def test_a_name_that_has_gone_is_told_in_words(name: str, told: str, other: Any) -> None:
    done = _run(other(**{name: "renamed"}), "doctor")
    assert done.returncode == 3
    assert "WeasyPrint 71.0 cannot be used to make tagged PDFs" in done.stdout
    assert told in done.stdout
    assert "install one of the tested versions: 70.0" in done.stdout
    assert done.stderr == ""


def test_a_build_without_such_a_name_ends_with_status_3_and_writes_nothing(
    other: Any, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text("---\ntitle: T\n---\n\nText.\n", encoding="utf-8")
    out = tmp_path / "out"
    arguments = ("build", str(tmp_path / "p.md"), "--no-cache", "--out", str(out))
    done = _run(other(_tags="renamed"), *arguments)
    assert done.returncode == 3
    assert "`Stream._tags` is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()


def test_an_error_with_a_tested_version_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.start()
    from reportgen.weasy.tags import walk

    def changed(*_: object) -> None:
        raise AttributeError("of ours")

    monkeypatch.setattr(walk, "add_page", changed)
    with pytest.raises(AttributeError, match="of ours"):
        weasy.probe()


# --- speed is only speed -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def usual(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The hashes of the PDFs of the real manuscript, a long one, and of the golden project."""
    out = tmp_path_factory.mktemp("golden")
    assert build(GOLDEN / "paper.md", to=["pdf"], out=out).files
    return _hashes(built) | _hashes(out)


def test_without_the_speed_parts_the_same_bytes_are_made(
    usual: dict[str, str], tmp_path: Path
) -> None:
    package = tmp_path / "src" / "reportgen"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__", "speed"))
    if not (package / "templates").is_dir():
        shutil.copytree(ROOT / "templates", tmp_path / "templates")
    assert not (package / "weasy" / "speed").exists()
    assert (package / "weasy" / "tags").is_dir()
    code = "import reportgen.weasy as w; assert w.without_speed(); print(w.__file__); "
    said, made = _built(tmp_path, code, {"PYTHONPATH": str(package.parent)})
    assert said.strip() == str(package / "weasy" / "__init__.py")
    assert made == usual


def test_with_an_untested_weasyprint_the_same_bytes_are_made(
    usual: dict[str, str], tmp_path: Path, other: Any
) -> None:
    environment = other()
    end = "; import sys; print([m for m in sys.modules if 'reportgen.weasy.speed' in m])"
    said, made = _built(tmp_path, "", environment, end)
    assert said.strip() == "[]"
    assert made == usual
    done = _run(environment, "doctor")
    assert done.returncode == 0
    assert "71.0, which was not tested (70.0 was): pages are made without the speed" in done.stdout


def _built(
    folder: Path, code: str, environment: dict[str, str], end: str = ""
) -> tuple[str, dict[str, str]]:
    """What a program prints that builds both projects in its own process, and their hashes."""
    out = folder / "out"
    projects = (str(ROOT), str(GOLDEN / "paper.md"))
    builds = "; ".join(
        f"assert reportgen.build({path!r}, to=['pdf'], out={str(out)!r}, workers=1).files"
        for path in projects
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{code}import reportgen; {builds}{end}"],
        env=os.environ | environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout, _hashes(out)


def _hashes(folder: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in folder.glob("*.pdf")}


def test_a_font_that_fonttools_cuts_has_the_date_of_no_clock() -> None:
    from fontTools.ttLib.tables import _h_e_a_d as head

    with engine.fixed_font_dates():
        assert head.timestampNow() == compat.EPOCH
    assert head.timestampNow() > compat.EPOCH
