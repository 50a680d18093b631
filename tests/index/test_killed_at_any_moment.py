"""Imports and builds that are killed at moments drawn by chance lose nothing and leave what answers whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from running_service import ROOT, environment

from index.folder import DataFolder

KILLS = 200


@pytest.mark.slow
def test_two_hundred_killed_imports_and_builds_lose_nothing(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "killed_runs.py"), str(data.path), str(KILLS), "20261125"],
        env=environment(data, OMP_NUM_THREADS="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["killed"] == KILLS
    assert min(told["parts"][part] for part in ("import", "build", "switch")) >= KILLS // 10
    assert told["documents"] == 60
