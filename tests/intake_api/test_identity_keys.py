"""The file of keys, the seals and the numbers, without a server."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_api.identity.iin import born, check_digit, is_iin
from intake_api.identity.keys import KeyFile, KeysUnusable, add_key, ensure, load
from intake_api.identity.sealing import SealBroken, blind, seal, unseal

KEY = b"k" * 32


def test_the_first_start_makes_a_ring_for_us_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "intake.keys"

    ensure(file)
    ensure(file)

    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_processes_that_start_together_share_one_ring(tmp_path: Path) -> None:
    file = tmp_path / "intake.keys"
    seen: list[bytes] = []

    def start() -> None:
        ensure(file)
        seen.append(load(file).index)

    starting = [threading.Thread(target=start) for _ in range(8)]
    for each in starting:
        each.start()
    for each in starting:
        each.join()

    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "intake.keys"
    ensure(file)
    file.chmod(0o640)

    with pytest.raises(KeysUnusable, match="chmod 600"):
        ensure(file)


@pytest.mark.parametrize("text", ["", "{}", '{"current": "k1", "keys": {"k1": "YQ=="}}', "[1]"])
def test_what_is_no_ring_is_refused_without_telling_it(tmp_path: Path, text: str) -> None:
    file = tmp_path / "intake.keys"
    file.write_text(text)
    file.chmod(0o600)

    with pytest.raises(KeysUnusable, match="is not a file of keys"):
        load(file)


def test_a_changed_key_is_seen_at_once_and_old_ones_still_open(tmp_path: Path) -> None:
    path = tmp_path / "intake.keys"
    ensure(path)
    file = KeyFile(path)
    before = file.ring()

    add_key(path)

    after = file.ring()
    assert (before.current, after.current) == ("k1", "k2")
    assert after.keys["k1"] == before.keys["k1"]
    assert after.index == before.index
    assert path.stat().st_mode & 0o777 == 0o600


@given(st.text())
def test_what_is_sealed_opens_in_its_place_alone(value: str) -> None:
    sealed = seal(KEY, value.encode(), "identity", 1, "name", "k")

    assert unseal(KEY, sealed, "identity", 1, "name", "k").decode() == value
    for place in (("identity", 2, "name", "k"), ("identity", 1, "phone", "k")):
        with pytest.raises(SealBroken):
            unseal(KEY, sealed, *place)


@given(st.binary(max_size=60))
def test_anything_else_does_not_open(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, sealed, "identity")


def test_the_same_value_is_sealed_differently_and_blinded_alike() -> None:
    assert seal(KEY, b"x", "a") != seal(KEY, b"x", "a")
    assert blind(KEY, "phone", "+7") == blind(KEY, "phone", "+7")
    assert blind(KEY, "phone", "+7") != blind(b"l" * 32, "phone", "+7")
    assert blind(KEY, "phone", "+7") != blind(KEY, "iin", "+7")


def whole(first_eleven: str) -> str:
    return first_eleven + str(check_digit(first_eleven))


def test_an_iin_checks_itself() -> None:
    # By hand: 9·1+0·2+0·3+5·4+1·5+5·6+3·7+0·8+0·9+0·10+1·11 = 96, and 96 mod 11 = 8.
    assert is_iin("900515300018")
    assert not is_iin("900515300019")


def test_an_iin_of_the_second_weights_checks_itself() -> None:
    second = next(
        number
        for number in (f"9005153{serial:04d}" for serial in range(10_000))
        if sum((i + 1) * int(d) for i, d in enumerate(number)) % 11 == 10
        and check_digit(number) is not None
    )
    weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
    expected = sum(w * int(d) for w, d in zip(weights, second, strict=True)) % 11

    assert is_iin(second + str(expected))
    assert not is_iin(second + str((expected + 1) % 10))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "90051530001",
        "9005153000188",
        "90051530001a",
        whole("90133130001"),
        whole("90051570001"),
    ],
)
def test_what_is_no_iin(text: str) -> None:
    assert not is_iin(text)


def test_an_iin_tells_the_date_of_birth() -> None:
    assert str(born("900515300018")) == "1990-05-15"
    assert str(born("040229500018")) == "2004-02-29"
    assert born("030229500018") is None
