"""At least 200 SIGKILLs a run: nothing confirmed is lost, nothing promised is missing."""

import os
import random
from pathlib import Path

import pytest

from tests.faults.kill import rehearse

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200), pytest.mark.xdist_group("faults")]


async def test_nothing_is_lost_doubled_or_stuck_over_200_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("QULAQ_FAULTS_SEED", random.SystemRandom().randrange(10**6)))

    world, found = await rehearse(tmp_path, seed=seed, kills=200)

    with capsys.disabled():
        print(
            f"\nkill test: seed {seed}, {world.kills} kills, {world.sent} acts of citizens,"
            f" {len(world.replies)} replies, {len(found)} violations"
        )
    assert world.kills >= 200
    assert len(world.replies) >= 25
    assert found == []


async def test_a_bot_that_confirms_before_it_commits_is_caught(tmp_path: Path) -> None:
    _, found = await rehearse(tmp_path, seed=1, kills=60, broken=True)

    assert any("was confirmed and is stored 0 times" in words for words in found)
