"""An evening at a command centre, played through the real bot and console."""

import time
from dataclasses import dataclass

from tests.journeys import drawings
from tests.journeys.citizens import Citizen
from tests.journeys.pages import NUMBER, ConsolePage
from tests.stack import Stack

YARD = {"latitude": 51.12832, "longitude": 71.43056, "horizontal_accuracy": 12}
RIVER = (51.1571, 71.4212)
STEP = 0.00031
A_MOMENT_S = 1.05

# Whose language, about what, where, and the words themselves.
REPORTS = (
    ("ru", "noise", (51.1334, 71.4290), "Во дворе третий час громко играет музыка"),
    ("kk", "lost-property", None, "Автобуста қара сөмкем қалып қойды, ішінде құжаттар"),
    ("ru", "fraud", None, "Звонили якобы из банка, назвал код из SMS. Списали 180 000 ₸"),
    (
        "en",
        "lost-property",
        (51.1131, 71.5312),
        "I lost my passport between platform 2 and the hall",
    ),
    ("kk", "traffic", (51.1242, 71.4702), "Жаяу жүргінші өткелінде бағдаршам жанбай тұр"),
    ("ru", "officer-conduct", None, "Инспектор не представился и не выдал копию протокола"),
    ("kk", "other", (51.1690, 71.4128), "Кіреберістің алдындағы құдықтың қақпағы ашық жатыр"),
    ("ru", "missing-person", (51.1502, 71.4811), "Дедушка вышел днём в магазин и не вернулся"),
    ("en", "theft", (51.1449, 71.4118), "Somebody took a laptop bag from my car"),
    ("ru", "noise", None, "Ремонт ночью, стучат в стену"),
)
CAR = "Припаркованную машину ударили и уехали, есть номер"
WINDOW = "Дүкеннің терезесін сындырды, ішінде біреу жүр"
THEFT = "Үйдің ауласындағы велотұрақтан велосипедімді ұрлап кетті. Кешке сонда тұрған."
ASKED = "Сәлеметсіз бе! Велосипедтің маркасы мен түсі қандай? Рама нөмірі есіңізде ме?"
ANSWERED = "Қара Stels Navigator, рама нөмірі XK40217"
NOTED = "Осы ауладан бір аптада екінші рет. Камера жазбасын сұрату керек."
PROMISED = "Рақмет. Учаскелік инспектор 20 минутта келеді, сол жерде күте аласыз ба?"
AGREED = "Иә, кіреберісте күтемін"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """Whose talk is photographed, and the numbers of the two reports that are opened."""

    citizen: Citizen
    theft: str
    sos: str


def play(stack: Stack, desk: ConsolePage) -> Evening:
    for language, category, place, story in REPORTS:
        where = None if place is None else _at(*place)
        Citizen(stack, language=language).reports(story, category=category, place=where)
    with_photo(stack, "ru", "traffic", CAR, drawings.dented_car())
    with_photo(stack, "kk", "violence", WINDOW, drawings.broken_window())
    handle(desk)
    citizen, theft = the_theft(stack, desk)
    return Evening(citizen=citizen, theft=theft, sos=the_sos(stack, desk))


def with_photo(stack: Stack, language: str, category: str, story: str, photo: bytes) -> Citizen:
    citizen = Citizen(stack, language=language)
    citizen.send(text="/report")
    citizen.choose(category)
    citizen.send(location=YARD)
    citizen.choose("skip")
    citizen.send(text=story)
    citizen.send_files(("photo", ("photo.jpg", photo)))
    citizen.choose("send-now")
    return citizen


def handle(desk: ConsolePage) -> None:
    """Some of them are further along."""
    for story, actions in (
        (REPORTS[0][3], ("accept", "assign", "acknowledge", "depart")),
        (REPORTS[2][3], ("accept",)),
        (REPORTS[4][3], ("accept", "assign")),
        (REPORTS[7][3], ("accept", "assign", "acknowledge", "depart", "arrive")),
        (REPORTS[3][3], ("ask",)),
    ):
        desk.open(story)
        desk.is_in("in_review")
        for action in actions:
            desk.act(action)
            desk.page.locator(f'[data-action="{action}"]').wait_for(state="detached")


def the_theft(stack: Stack, desk: ConsolePage) -> tuple[Citizen, str]:
    citizen = Citizen(stack, language="kk", name="Дәурен")
    citizen.send(text="/start")
    citizen.send(text="/report")
    citizen.choose("theft")
    citizen.send(location=YARD)
    citizen.choose("yesterday")
    a_moment()
    citizen.send(text=THEFT)
    photo = ("photo", ("yard.jpg", drawings.bicycle_rack()))
    a_moment()
    citizen.send_files(photo, caption="Құлпын кесіп кетіпті")
    citizen.choose("done", "victim", "send")
    desk.open(THEFT)
    desk.is_in("in_review")
    desk.act("accept")
    desk.is_in("accepted")
    desk.reply(ASKED)
    citizen.hears(ASKED)
    a_moment()
    citizen.send(text=ANSWERED)
    desk.message(ANSWERED)
    a_moment()
    note = desk.page.locator('[data-box="note"] textarea')
    note.fill(NOTED)
    note.press("Control+Enter")
    desk.page.locator("li.note").wait_for()
    a_moment()
    desk.reply(PROMISED)
    citizen.hears(PROMISED)
    a_moment()
    citizen.send(text=AGREED)
    desk.message(AGREED)
    return citizen, desk.page.locator(".case-head .number").inner_text()


def the_sos(stack: Stack, desk: ConsolePage) -> str:
    citizen = Citizen(stack, language="ru", name="Мадина")
    citizen.presses_sos()
    desk.page.locator(".banner.sos .button").wait_for()
    number = NUMBER.search(desk.page.locator(".banner.sos").inner_text())
    assert number
    latitude, longitude = RIVER
    citizen.send(location={**_at(latitude, longitude), "live_period": 900})
    a_moment()
    citizen.send(text="За мной идёт мужчина, я у набережной")
    for step in range(1, 9):
        where = _at(latitude + step * STEP, longitude + step * STEP * (1.7 if step % 3 else 0.4))
        a_moment()
        citizen.send(move=where)
    desk.open(number[0])
    desk.message("За мной идёт мужчина")
    a_moment()
    desk.act("accept")
    desk.is_in("accepted")
    desk.reply("Экипаж выехал, 4 минуты. Идите к освещённому входу, не останавливайтесь.")
    citizen.hears("Экипаж выехал")
    a_moment()
    citizen.send(text="Вижу вход, иду")
    desk.message("Вижу вход, иду")
    return number[0]


def a_moment() -> None:
    """Telegram counts in whole seconds, and nobody answers within the same one."""
    time.sleep(A_MOMENT_S)


def _at(latitude: float, longitude: float) -> dict[str, float]:
    return {"latitude": latitude, "longitude": longitude, "horizontal_accuracy": 9}
