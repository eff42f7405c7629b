"""The installed package holds what it needs: code, rules, models, gazetteer, portals and sample portals."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # What an earlier build left there would travel in the wheel.
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder


def run(installed: Path, *words: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(installed / "site")}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=installed,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_it_extracts_outside_the_repository(installed: Path) -> None:
    found = json.loads(run(installed, "explain", "Ngày 4/3/2024, huyện Tiểu Cần chi 2 tỷ đồng.", "--json"))
    assert {m["field"] for m in found["mentions"]} == {"dates", "places", "funds"}


@pytest.mark.slow
def test_its_models_decide_outside_the_repository(installed: Path) -> None:
    text = "Sau ba tuần vận động, bà con ấp Cây Xoài góp được 85 triệu đồng sửa cầu."
    found = json.loads(run(installed, "explain", text, "--json"))
    assert ["model:funds.kind" in m["by"] for m in found["mentions"] if m["field"] == "funds"] == [True]


@pytest.mark.slow
def test_it_does_the_main_job_outside_the_repository(installed: Path) -> None:
    told = json.loads(run(installed, "run", "--sample", "--out", str(installed / "out"), "--json"))
    assert told["published"]
    assert sum(p["articles"] for p in told["portals"].values()) >= 40


@pytest.mark.slow
def test_it_knows_the_portals(installed: Path) -> None:
    assert len(json.loads(run(installed, "portals", "list", "--json"))) >= 60
