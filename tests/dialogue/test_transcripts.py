from pathlib import Path

import pytest

from tests.dialogue.transcript import TRANSCRIPTS, locale_of, play

FILES = sorted(TRANSCRIPTS.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_transcript(path: Path) -> None:
    written = path.read_text(encoding="utf-8")

    assert play(written, locale_of(path)) == written


def test_every_scene_is_played_in_all_languages() -> None:
    scenes = {path.name.split(".")[0] for path in FILES}

    assert {path.name for path in FILES} == {
        f"{scene}.{locale}.txt" for scene in scenes for locale in ("kk", "ru", "en")
    }
