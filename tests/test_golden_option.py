"""With `--golden` the tests that write what they expect run, and no others."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = {
    "test_both.py": "def test_writes(golden: bool): assert golden\ndef test_not(): assert 0\n",
    "test_none.py": "raise ImportError('what takes long')\n",
}


def test_other_tests_and_other_files_are_left_out(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    for name, text in TESTS.items():
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(tmp_path)]
    command += ["-p", "no:cacheprovider", "--golden", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "1 passed, 1 deselected" in ran.stdout
