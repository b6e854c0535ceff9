"""The pages are built when something changed, and only then."""

import json
from pathlib import Path

import pytest

from intake_api.web.build import NotBuilt, build_web, is_current

PACKAGE = {
    "name": "page",
    "version": "0.0.0",
    "scripts": {"build": "node build.mjs"},
}
LOCK = {"name": "page", "version": "0.0.0", "lockfileVersion": 3, "packages": {"": PACKAGE}}
BUILD = """
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
mkdirSync("dist", { recursive: true });
writeFileSync("dist/index.html", "built");
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page that is built by npm and needs no package."""
    folder = tmp_path / "page"
    (folder / "src").mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps(PACKAGE))
    (folder / "package-lock.json").write_text(json.dumps(LOCK))
    (folder / "build.mjs").write_text(BUILD)
    (folder / "src" / "main.ts").write_text("first")
    return folder


def test_a_page_is_built_once(page: Path) -> None:
    assert not is_current(page)

    assert build_web(page) is True
    assert is_current(page)
    assert build_web(page) is False


@pytest.mark.parametrize("name", ["src/main.ts", "src/new.ts", "package-lock.json"])
def test_a_changed_source_or_lock_is_built_again(page: Path, name: str) -> None:
    build_web(page)

    (page / name).write_text(json.dumps(LOCK, indent=2))

    assert not is_current(page)
    assert build_web(page) is True
    assert is_current(page)


def test_a_renamed_source_is_a_changed_source(page: Path) -> None:
    build_web(page)

    (page / "src" / "main.ts").rename(page / "src" / "other.ts")

    assert not is_current(page)


def test_a_page_whose_output_was_deleted_is_not_current(page: Path) -> None:
    build_web(page)

    (page / "dist" / "build.json").unlink()

    assert not is_current(page)


def test_generated_files_do_not_make_a_page_stale(page: Path) -> None:
    build_web(page)

    (page / "openapi.json").write_text("{}")
    (page / "src" / "api.d.ts").write_text("")

    assert is_current(page)


def test_a_failed_build_says_why_and_leaves_nothing_that_looks_built(page: Path) -> None:
    build_web(page)
    (page / "build.mjs").write_text("throw new Error('the oven is cold')")

    with pytest.raises(NotBuilt, match="the oven is cold"):
        build_web(page)

    assert not is_current(page)


def test_without_npm_it_says_what_to_install(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(NotBuilt, match=r"Node\.js"):
        build_web(page)
