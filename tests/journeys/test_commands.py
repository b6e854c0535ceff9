"""The commands a newcomer types first, and what they say when they cannot go on."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.stack import Phone, demo, demo_environment

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]


def run(module: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", module], env=env, capture_output=True, text=True, check=False
    )


def test_run_without_a_token_says_what_is_missing_and_names_the_demo(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith("QULAQ_")}
    env |= {"QULAQ_VAR": str(tmp_path), "QULAQ_CITIZEN_TOKEN": ""}

    ended = run("bots.run", env)

    assert ended.returncode == 2
    assert "QULAQ_CITIZEN_TOKEN is not set" in ended.stderr
    assert "make demo" in ended.stderr


@pytest.mark.parametrize("setting", ["QULAQ_INTAKE_PORT", "QULAQ_EMULATOR_PORT"])
def test_a_taken_port_is_a_clear_error(tmp_path: Path, setting: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        ended = run("bots.emulator.demo", {**demo_environment(tmp_path), setting: port})

    assert ended.returncode == 2
    assert f"Port {port} on 127.0.0.1 is taken" in ended.stderr
    assert f"{setting}=" in ended.stderr


def test_a_second_demo_that_cannot_start_leaves_the_first_ones_file_alone(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text("{}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        ended = run(
            "bots.emulator.demo", {**demo_environment(tmp_path), "QULAQ_EMULATOR_PORT": port}
        )

    assert ended.returncode == 2
    assert (tmp_path / "demo.json").exists()


async def test_a_second_start_keeps_the_talk_and_the_reports(tmp_path: Path) -> None:
    with demo(tmp_path) as first:
        async with httpx.AsyncClient(base_url=first.emulator_url, timeout=30) as emulator:
            phone = await Phone.new(emulator, language="en")
            await phone.send(text="/sos")
            await phone.hears("on the operator's screen")
        reports = report_numbers(first.intake_url, first.api_token)

    with demo(tmp_path) as second:
        async with httpx.AsyncClient(base_url=second.emulator_url, timeout=30) as emulator:
            again = Phone(emulator, phone.id)
            assert report_numbers(second.intake_url, second.api_token) == reports != []
            await again.send(text="/my")
            await again.hears(f"No. {reports[0]} · SOS")


def report_numbers(intake_url: str, token: str) -> list[str]:
    headers = {"Authorization": f"Bearer {token}"}
    page = httpx.get(f"{intake_url}/v1/reports", headers=headers).raise_for_status().json()
    return [row["number"] for row in page["items"]]
