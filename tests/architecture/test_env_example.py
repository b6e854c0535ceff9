"""`.env.example` lists every setting of every process, and nothing else."""

import re
from collections.abc import Iterable
from pathlib import Path

from pydantic_settings import BaseSettings

from bots.citizen.settings import CitizenSettings
from bots.emulator.settings import EmulatorSettings
from intake_api.settings import IntakeSettings

ROOT = Path(__file__).parents[2]
CLASSES: tuple[type[BaseSettings], ...] = (IntakeSettings, CitizenSettings, EmulatorSettings)
OF_ALL = {"QULAQ_VAR", "QULAQ_ENV_FILE"}


def settings() -> Iterable[str]:
    for settings_class in CLASSES:
        prefix = settings_class.model_config["env_prefix"]
        for name in settings_class.model_fields:
            yield f"{prefix}{name}".upper()


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")

    listed = re.findall(r"^#? ?(QULAQ_[A-Z0-9_]+)=", example, re.M)

    assert sorted(listed) == sorted({*settings(), *OF_ALL})
