"""What of a question is kept."""

import pytest

from faq.masking import CARD, HOUSE, MAIL, NAME, NUMBER, PAPER, PHONE, PLATE, masked
from tests.faq.gate import harmless
from tests.faq.questions import questions


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("мой телефон +7 701 123 45 67 украли", f"мой телефон {PHONE} украли"),
        ("8(701)1234567 осы нөмірден қорқытты", f"{PHONE} осы нөмірден қорқытты"),
        ("домашний 25-34-56", f"домашний {PHONE}"),
        ("ИИН 900101300123, проверьте штрафы", f"ИИН {PAPER}, проверьте штрафы"),
        ("удостоверение № 034567891", f"удостоверение {PAPER}"),
        ("my passport N12345678 is lost", f"my passport {PAPER} is lost"),
        ("карта 4400 4301 1234 5678 заблокирована", f"карта {CARD} заблокирована"),
        ("KZ86125KZT5004100100 шотым", f"{CARD} шотым"),
        ("пишите на ivan.petrov@mail.kz", f"пишите на {MAIL}"),
        ("он пишет мне с @ivan_petrov", f"он пишет мне с {MAIL}"),
        ("машина 123ABC02 стоит во дворе", f"машина {PLATE} стоит во дворе"),
        ("соседи шумят, Абая 12 кв 5", f"соседи шумят, {HOUSE} {HOUSE}"),
        ("Абай көшесі 15 үйде шу", f"Абай {HOUSE} үйде шу"),
        ("noise at 12 Abay street", f"noise at {HOUSE}"),
        ("меня зовут иван петров, как подать заявление", f"{NAME}, как подать заявление"),
        ("менің атым Айгүл Серікова, арыз қалай беремін", f"{NAME}, арыз қалай беремін"),
        ("my name is John Smith and I lost my id", f"{NAME} and I lost my id"),
        ("где работает Петрова Мария Ивановна", f"где работает {NAME}"),
        ("иванов иван иванович не отдаёт долг", f"{NAME} не отдаёт долг"),
        ("көршім Асан Бекұлы шулайды", f"көршім {NAME} шулайды"),
        ("вчера видел Асана Бекова у дома", f"вчера видел {NAME} у дома"),
        ("талон 202600012345678", f"талон {NUMBER}"),
    ],
)
def test_what_tells_who_it_is_becomes_a_mark(told: str, kept: str) -> None:
    assert masked(told) == kept


@pytest.mark.parametrize(
    "told",
    [
        "как позвонить в 102",
        "штраф 15000 тенге за 2 дня",
        "статья 434 часть 2",
        "украли в 2022 году",
        "Айыппұлымды қалай тексеремін?",
        "основной документ",
        "What is the fine?",
    ],
)
def test_other_numbers_and_words_stay(told: str) -> None:
    assert masked(told) == told


def test_hardly_a_question_without_people_in_it_is_changed() -> None:
    asked = [row.text for row in harmless()] + [each.words for each in questions()]

    assert len([words for words in asked if masked(words) != words]) <= 0.01 * len(asked)


def test_what_is_masked_once_stays_as_it_is() -> None:
    once = masked("Иван Петров, +7 701 123 45 67, Абая 12, ivan@mail.kz")

    assert masked(once) == once
