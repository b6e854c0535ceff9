"""``python -m intake_api`` as an administrator uses it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.intake_api.centre import submission

PASSWORD = "correct horse"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("QULAQ_")}
    return {
        **inherited,
        "QULAQ_INTAKE_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/new/intake.sqlite",
        "QULAQ_INTAKE_BLOBS_URL": str(tmp_path / "blobs"),
        "QULAQ_INTAKE_KEYS_FILE": str(tmp_path / "intake.keys"),
        "QULAQ_INTAKE_WEB_DIST": str(tmp_path / "nothing"),
        "QULAQ_INTAKE_PORT": "0",
        "QULAQ_ENV_FILE": "",
    }


def command(
    environment: dict[str, str], *words: str, stdin: str = ""
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "intake_api", *words],
        env=environment,
        input=stdin,
        text=True,
        capture_output=True,
        check=False,
    )


@contextmanager
def served(environment: dict[str, str]) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    process = subprocess.Popen(
        [sys.executable, "-m", "intake_api"], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    try:
        for line in process.stderr:
            if '"serving"' in line:
                yield f"http://{json.loads(line)['addresses'][0]}", process
                break
    finally:
        process.kill()
        process.stderr.close()
        process.wait(20)


def test_accounts_are_added_listed_and_given_passwords(environment: dict[str, str]) -> None:
    added = command(
        environment,
        *("user", "add", "Aigerim", "--role", "supervisor", "--position", "Chief 1"),
        "--password-stdin",
        stdin=PASSWORD + "\n",
    )
    again = command(environment, "user", "add", "aigerim", "--password-stdin", stdin=PASSWORD)
    short = command(environment, "user", "password", "aigerim", "--password-stdin", stdin="short")
    listed = command(environment, "user", "list")

    assert (added.returncode, again.returncode, short.returncode) == (0, 1, 1)
    assert len(again.stderr.splitlines()) == len(short.stderr.splitlines()) == 1
    assert listed.stdout.split("\t")[:3] == ["aigerim", "supervisor", "Chief 1"]


def test_those_who_write_answers_are_added_by_their_roles(environment: dict[str, str]) -> None:
    for role in ("editor", "approver"):
        command(
            environment, "user", "add", role, "--role", role, "--password-stdin", stdin=PASSWORD
        )

    listed = command(environment, "user", "list").stdout.splitlines()

    assert [line.split("\t")[1] for line in listed] == ["approver", "editor"]


def test_a_whole_life_of_a_server(environment: dict[str, str], tmp_path: Path) -> None:
    command(environment, "user", "add", "op", "--password-stdin", stdin=PASSWORD)
    token = command(environment, "token", "add", "op").stdout.split()[-1]
    key = command(environment, "bot-key", "add", "citizen").stdout.split()[-1]
    assert re.fullmatch(r"qt_[\w-]{43}", token)
    assert re.fullmatch(r"qb_[\w-]{43}", key)

    with served(environment) as (url, process), httpx.Client(base_url=url) as client:
        assert client.get("/readyz").json() == {"status": "ready"}
        accepted = client.post(
            "/v1/reports",
            json=submission(),
            headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "k"},
        )
        rows = client.get(f"/v1/reports?text={token}", headers={"Authorization": f"Bearer {token}"})
        figures = client.get("/metrics").text
        page = client.get("/reports/1")
        process.send_signal(signal.SIGTERM)
        assert process.stderr
        log = process.stderr.read()
        code = process.wait(20)

    assert (accepted.status_code, rows.status_code, code) == (201, 200, 0)
    assert 'qulaq_reports_received_total{kind="crime"} 1.0' in figures
    assert 'route="/v1/reports"' in figures
    assert (page.status_code, "make web" in page.text) == (503, True)
    assert '"stopped"' in log
    for secret in (token, key, "bicycle"):
        assert secret not in log + figures
    assert all(json.loads(line)["event"] for line in log.splitlines())


def test_a_taken_port_is_one_clear_line(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        refused = command({**environment, "QULAQ_INTAKE_PORT": port})

    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert port in refused.stderr


def test_a_wrong_setting_is_one_clear_line(environment: dict[str, str]) -> None:
    refused = command({**environment, "QULAQ_INTAKE_PORT": "http"}, "migrate")

    assert refused.returncode == 1
    assert refused.stderr.startswith("QULAQ_INTAKE_PORT:")
    assert len(refused.stderr.splitlines()) == 1


def test_the_schema_is_printed_and_complete(environment: dict[str, str]) -> None:
    printed = command(environment, "openapi")

    schema = json.loads(printed.stdout)
    text = json.dumps(schema)
    named = set(re.findall(r"#/components/schemas/([\w.-]+)", text))
    assert named <= schema["components"]["schemas"].keys()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert "default" in operation["responses"], (method, path)
            assert "security" in operation, (method, path)
    entry = schema["components"]["schemas"]["MessageEntry"]
    assert {"from", "versions", "delivery"} <= entry["properties"].keys()


def users_in(environment: dict[str, str], folder: Path) -> str:
    listed = subprocess.run(
        [sys.executable, "-m", "intake_api", "user", "list"],
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=folder,
        text=True,
        capture_output=True,
        check=True,
    )
    return listed.stdout


def test_settings_come_from_a_file_below_the_environment(
    environment: dict[str, str], tmp_path: Path
) -> None:
    added = command(environment, "user", "add", "aigerim", "--password-stdin", stdin=PASSWORD)
    assert added.returncode == 0
    name = "QULAQ_INTAKE_DATABASE_URL"
    url = environment.pop(name)
    del environment["QULAQ_ENV_FILE"]
    file = tmp_path / ".env"
    file.write_text(f"{name}={url}\nQULAQ_CITIZEN_TOKEN=1:a\nQULAQ_INTAKE_GONE=1\n", "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    other = f"sqlite+aiosqlite:///{elsewhere}/other.sqlite"

    assert "aigerim" in users_in(environment, tmp_path)
    assert "aigerim" in users_in({**environment, "QULAQ_ENV_FILE": str(file)}, elsewhere)
    assert users_in({**environment, name: other}, tmp_path) == ""
    assert users_in({**environment, "QULAQ_ENV_FILE": ""}, tmp_path) == ""


def test_the_catalogue_goes_out_and_comes_in(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    assert command(environment, "catalogue", "export", str(file)).returncode == 0
    content = json.loads(file.read_text("utf-8"))
    content["categories"][0]["labels"]["en"] = "Stealing"
    file.write_text(json.dumps({"categories": content["categories"][:1]}), "utf-8")

    taken = command(environment, "catalogue", "import", str(file))
    command(environment, "catalogue", "export", str(file))

    assert taken.stdout == "Imported: 1\n"
    again = json.loads(file.read_text("utf-8"))
    assert again["categories"] == content["categories"]


def test_a_bad_catalogue_is_refused_in_one_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text('{"categories": [{"code": "A!"}]}', "utf-8")

    refused = command(environment, "catalogue", "import", str(file))

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{file}: categories.0.code: ")


def test_a_key_is_added_and_everything_sealed_with_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    rotated = [command(environment, "keys", "rotate") for _ in range(2)]

    assert [each.returncode for each in rotated] == [0, 0]
    assert rotated[1].stdout == "k3 seals from now on. Sealed anew: 0\n"
    assert (tmp_path / "intake.keys").stat().st_mode & 0o777 == 0o600


def test_keys_that_others_may_read_stop_the_server_with_one_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    command(environment, "keys", "rotate")
    (tmp_path / "intake.keys").chmod(0o644)

    refused = command(environment)

    assert refused.returncode == 1
    assert refused.stderr == (
        f"{tmp_path}/intake.keys may be read by others: run `chmod 600 {tmp_path}/intake.keys`.\n"
    )
