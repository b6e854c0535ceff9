"""Ids are UUIDs of version 7: unique, and in the order of time."""

import time
from uuid import RFC_4122

from storage.ids import new_id


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = new_id()

    assert (made.version, made.variant) == (7, RFC_4122)


def test_ids_are_unique_and_carry_the_time() -> None:
    before = time.time_ns() // 1_000_000
    made = {new_id() for _ in range(10_000)}
    after = time.time_ns() // 1_000_000

    assert len(made) == 10_000
    assert all(before <= each.int >> 80 <= after for each in made)
