"""Lock files name packages and hashes, and nobody's registry (docs/adr/0006)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = ("requirements.lock", "requirements-dev.lock")
NODE = ("intake_api/web/package-lock.json", "bots/emulator/phone/package-lock.json")


@pytest.mark.parametrize("name", PYTHON + NODE)
def test_a_lock_file_names_no_registry(name: str) -> None:
    locked = (ROOT / name).read_text("utf-8")

    assert '"resolved"' not in locked
    assert not re.search(r"--(extra-)?index-url|--find-links|https?://\S+/simple", locked)


@pytest.mark.parametrize("name", PYTHON)
def test_every_locked_package_has_a_hash(name: str) -> None:
    locked = (ROOT / name).read_text("utf-8")
    packages = re.findall(r"^[a-z0-9_.-]+(?:\[[^]]+\])?==.*?(?=^\S|\Z)", locked, re.M | re.S)

    assert len(packages) > 40
    assert [p.split()[0] for p in packages if "--hash=sha256:" not in p] == []
