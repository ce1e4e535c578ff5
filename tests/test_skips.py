"""Where the variable CI is set, nothing is skipped in silence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = {
    "test_one.py": "import pytest\ndef test_one(): pytest.skip('no program')\n",
    "test_file.py": "import pytest\npytest.importorskip('no_such_module')\n",
    "test_known.py": "import pytest\n@pytest.mark.xfail\ndef test_known(): assert False\n",
}


def outcome(folder: Path, **variables: str) -> tuple[int, str]:
    """The exit status and the words of a run over one skipped test and one skipped file."""
    shutil.copy(Path(__file__).parent / "conftest.py", folder)
    for name, text in TESTS.items():
        (folder / name).write_text(text)
    unset = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(folder)]
    command += ["-p", "no:cacheprovider", "--continue-on-collection-errors", str(folder)]
    ran = subprocess.run(
        command, capture_output=True, text=True, env=unset | variables, check=False
    )
    return ran.returncode, ran.stdout


def test_a_skipped_test_and_a_skipped_file_fail_with_their_reasons(tmp_path: Path) -> None:
    status, words = outcome(tmp_path, CI="true")
    assert status == 1
    assert "no program (CI is set" in words
    assert "no_such_module" in words
    assert "1 failed, 1 xfailed, 1 error" in words


def test_elsewhere_they_are_skipped(tmp_path: Path) -> None:
    status, words = outcome(tmp_path)
    assert status == 0
    assert "2 skipped, 1 xfailed" in words
