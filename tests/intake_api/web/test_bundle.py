"""What the browser is given: small at first paint, and nothing the page's policy would stop."""

import gzip
import re
from pathlib import Path

import pytest

from intake_api.web.build import CONSOLE, build_web

pytestmark = pytest.mark.xdist_group("console-build")
FIRST_PAINT_BYTES = 60_000


@pytest.fixture(scope="module")
def dist() -> Path:
    build_web(CONSOLE)
    return CONSOLE / "dist"


def first_paint(dist: Path) -> list[Path]:
    """The page, what it names, and what that imports without being asked."""
    page = dist / "index.html"
    wanted = re.findall(r'(?:src|href)="/(assets/[^"]+)"', page.read_text("utf-8"))
    for name in wanted:
        code = (dist / name).read_text("utf-8") if name.endswith(".js") else ""
        for imported in re.findall(r'(?:from|import)"\./([\w.-]+)"', code):
            if f"assets/{imported}" not in wanted:
                wanted.append(f"assets/{imported}")
    return [page, *(dist / name for name in wanted)]


def test_the_first_paint_is_small_and_without_the_map(dist: Path) -> None:
    files = first_paint(dist)
    texts = max((dist / "assets").glob("texts.*.json"), key=lambda file: file.stat().st_size)

    assert any(file.suffix == ".js" for file in files)
    assert not any(file.name.startswith("map") for file in files)
    assert sum(len(gzip.compress(f.read_bytes())) for f in [*files, texts]) < FIRST_PAINT_BYTES


@pytest.mark.parametrize("name", ["index.html", "docs/index.html"])
def test_a_page_holds_nothing_the_policy_would_stop(dist: Path, name: str) -> None:
    page = (dist / name).read_text("utf-8")

    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


def test_everything_a_page_names_was_built(dist: Path) -> None:
    for page in ("index.html", "docs/index.html"):
        for name in re.findall(r'(?:src|href)="/([^"]+)"', (dist / page).read_text("utf-8")):
            assert (dist / name).stat().st_size > 0, name


def test_the_map_has_a_worker_that_does_something(dist: Path) -> None:
    (worker,) = (dist / "assets").glob("map-worker-*.js")

    assert worker.stat().st_size > 100_000
