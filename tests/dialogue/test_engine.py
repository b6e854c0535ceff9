"""What holds in every conversation, whatever happens in it."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bots.citizen.content import message_id
from bots.citizen.draft import edits, messages
from bots.citizen.script import script_for
from bots.citizen.versions import is_unchanged
from bots.dialogue import events
from bots.dialogue.effects import (
    AddMessage,
    Effect,
    FetchMedia,
    Filed,
    Say,
    SetTimer,
    SubmitReport,
)
from bots.dialogue.engine import step
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation, dump, load
from bots.runtime.texts import Texts
from intake_api.contract import Catalogue, CitizenMessage, ReportSubmission
from tests.dialogue.happenings import HAPPENINGS, HOUSE, SCRIPT, START, Happening

CITIZEN_ID = "3f0c8d54-6a0e-4a53-9d0b-0d5a5f4f1c11"
TEXTS = Texts.load("citizen")


def conversations(happenings: list[Happening]) -> Iterator[tuple[Conversation, events.Event, Step]]:
    """Each step of a conversation: where it stood, what happened, what came of it."""
    conversation = Conversation(id=CITIZEN_ID)
    for place, happen in enumerate(happenings):
        event = happen(conversation, place)
        outcome = step(SCRIPT, conversation, event)
        yield conversation, event, outcome
        conversation = outcome.conversation


def last(happenings: list[Happening]) -> Conversation:
    conversation = Conversation(id=CITIZEN_ID)
    for _, _, outcome in conversations(happenings):
        conversation = outcome.conversation
    return conversation


def effects(happenings: list[Happening]) -> Iterator[Effect]:
    for _, _, outcome in conversations(happenings):
        yield from outcome.effects


def may_be_silent(conversation: Conversation, event: events.Event) -> bool:
    """The clock, an answer too late, a block; an edit that changes nothing; a move or an
    album's rest that is only kept."""
    match event:
        case events.BotBlocked() | events.TimerDue() | events.SimilarFound():
            return True
        case events.LinkArrived() | events.Announced():
            return True
        case events.CitizenErased() | events.AskRefused():
            return True  # of the two answers to a wish to be forgotten the last one speaks
        case events.TextEdited(ref=ref, text=text):
            return _reads_so_already(conversation, ref, text)
        case events.LocationMoved():
            return True
        case events.MediaReceived(album=str(album)):
            held = conversation.flow is not None or conversation.unfiled
            return album == conversation.last_album and bool(held)
        case events.TimerDue():
            return True
    return False


def _reads_so_already(conversation: Conversation, ref: str, text: str) -> bool:
    same = message_id(conversation, ref)
    drafts = [conversation.answers, conversation.draft.answers if conversation.draft else {}]
    kept = [each for answers in drafts for each in (*messages(answers), *edits(answers))]
    for entry in conversation.unfiled:
        kept += [*entry["messages"], *entry["edits"]]  # type: ignore[misc]
    versions = [each.get("text") for each in kept if each["message_id"] == same]
    return versions[-1:] == [text[:10_000]] or is_unchanged(conversation, ref, text)


@given(HAPPENINGS)
def test_no_event_is_met_with_silence(happenings: list[Happening]) -> None:
    for conversation, event, outcome in conversations(happenings):
        assert outcome.effects or may_be_silent(conversation, event)


@given(HAPPENINGS)
def test_the_state_survives_dump_and_load_at_every_step(happenings: list[Happening]) -> None:
    for _, _, outcome in conversations(happenings):
        assert load(dump(outcome.conversation)) == outcome.conversation


@given(HAPPENINGS, st.booleans())
def test_cancel_always_leads_out(happenings: list[Happening], typed: bool) -> None:
    conversation = last(happenings)
    cancel: events.Event = events.CommandGiven(at=START, ref="cancel", name="cancel")
    if not typed:
        cancel = events.ChoiceMade(at=START, choice="cancel", turn=conversation.turn)

    outcome = step(SCRIPT, conversation, cancel)

    assert outcome.conversation.flow is None
    assert outcome.conversation.question is None
    assert outcome.conversation.reports == conversation.reports
    assert outcome.effects


@given(HAPPENINGS, st.integers(0, 3))
def test_sos_reaches_the_operator_before_anything_is_asked(
    happenings: list[Happening], turns_ago: int
) -> None:
    conversation = last(happenings)
    cry = events.ChoiceMade(at=START, choice="sos", turn=max(conversation.turn - turns_ago, 0))

    outcome = step(SCRIPT, conversation, cry)

    match outcome.effects[0]:
        case SubmitReport(submission=submission):
            assert submission["kind"] == submission["channel"] == "sos"
            assert all(report.kind != "sos" for report in conversation.reports)
        case AddMessage(report_id=report_id, message=message):
            assert message["signal"] == "sos_again"
            assert report_id in {each.report_id for each in conversation.reports}
        case other:
            raise AssertionError(other)
    if conversation.flow in ("report", "ask"):
        assert outcome.conversation.draft is not None
        assert outcome.conversation.draft.answers == conversation.answers


@given(HAPPENINGS)
def test_at_most_one_question_stands_and_one_draft_waits(happenings: list[Happening]) -> None:
    for _, _, outcome in conversations(happenings):
        after = outcome.conversation
        current = {
            effect.message
            for effect in outcome.effects
            if isinstance(effect, Say)
            and any(choice.turn == after.turn > 0 for row in effect.rows for choice in row)
        }
        assert len(current) <= 1
        assert (after.flow is None) == (after.question is None)
        assert not (after.draft and after.flow in ("report", "ask"))


@given(HAPPENINGS)
def test_effects_are_plain_data(happenings: list[Happening]) -> None:
    for effect in effects(happenings):
        if isinstance(effect, SetTimer):  # carried out in the event's own transaction
            continue
        document = dataclasses.asdict(effect)
        assert json.loads(json.dumps(document, default=datetime.isoformat)) is not None


@given(HAPPENINGS)
def test_what_is_handed_over_fits_the_contract(happenings: list[Happening]) -> None:
    for effect in effects(happenings):
        match effect:
            case SubmitReport(report_id=report_id, submission=submission):
                report = ReportSubmission.model_validate_json(json.dumps(submission))
                assert str(report.report_id) == report_id
            case AddMessage(message=message):
                CitizenMessage.model_validate_json(json.dumps(message))


@given(HAPPENINGS)
def test_every_wish_can_be_said_in_words(happenings: list[Happening]) -> None:
    for effect in effects(happenings):
        if isinstance(effect, Say):
            assert TEXTS.text(effect.locale, effect.message, effect.args)
            for choice in (choice for row in effect.rows for choice in row):
                assert TEXTS.label(effect.locale, choice.id, choice.label, choice.args)
                assert len(f"{choice.turn}:{choice.id}".encode()) <= 64


@given(HAPPENINGS)
def test_reports_and_messages_have_ids_of_their_own(happenings: list[Happening]) -> None:
    reports, messages = [], []
    for effect in effects(happenings):
        match effect:
            case SubmitReport(report_id=report_id, submission=submission):
                reports.append(report_id)
                told = submission.get("messages", [])
                assert isinstance(told, list)
                messages += [message["message_id"] for message in told]
            case AddMessage(message=message) if "edited_at" not in message:
                messages.append(message["message_id"])
    assert len(reports) == len(set(reports))
    assert len(messages) == len(set(messages))


@given(HAPPENINGS)
def test_nothing_goes_to_a_report_before_it_is_submitted(happenings: list[Happening]) -> None:
    submitted, announced = set(), set()
    for _, event, outcome in conversations(happenings):
        if isinstance(event, events.ReceiptOpened):  # submitted from another chat
            submitted.add(event.report_id)
        for effect in outcome.effects:
            match effect:
                case SubmitReport(report_id=report_id, submission=submission):
                    submitted.add(report_id)
                    announced |= _attachments(submission.get("messages", ()))
                case AddMessage(report_id=report_id, message=message):
                    assert report_id in submitted
                    announced |= _attachments([message])
                case FetchMedia(report_id=report_id, attachment_id=attachment_id):
                    assert report_id in submitted
                    assert attachment_id in announced


@given(HAPPENINGS)
def test_what_is_sent_is_kept_or_handed_over(happenings: list[Happening]) -> None:
    for conversation, event, outcome in conversations(happenings):
        if not isinstance(event, events.MediaReceived | events.LocationShared):
            continue
        sent = message_id(conversation, event.ref)
        kept = drafted(outcome.conversation)
        for entry in outcome.conversation.unfiled:
            kept = [*kept, *entry["messages"]]  # type: ignore[misc]
        added = [
            effect.message["message_id"]
            for effect in outcome.effects
            if isinstance(effect, AddMessage)
        ]
        assert sent in [*(message["message_id"] for message in kept), *added]


@given(HAPPENINGS)
def test_what_was_told_is_never_gone_until_it_is_handed_over(happenings: list[Happening]) -> None:
    for conversation, _, outcome in conversations(happenings):
        told = {str(message["message_id"]) for message in drafted(conversation)}
        after = outcome.conversation
        undone = after.notes.get("undo")
        kept = drafted(after) + (_messages(undone["answers"]) if isinstance(undone, dict) else [])
        sent = {
            str(message["message_id"])
            for effect in outcome.effects
            if isinstance(effect, SubmitReport)
            for message in _messages(effect.submission)
        }
        assert told <= sent | {str(message["message_id"]) for message in kept}


@given(HAPPENINGS)
def test_what_was_cancelled_can_be_fetched_back_whole(happenings: list[Happening]) -> None:
    conversation = last(happenings)
    if conversation.flow not in ("report", "ask"):
        return
    away = step(SCRIPT, conversation, events.CommandGiven(at=START, ref="c", name="cancel"))

    back = step(SCRIPT, away.conversation, events.ChoiceMade(at=START, choice="undo"))

    assert back.conversation.answers == conversation.answers
    assert back.conversation.question == conversation.question


@given(HAPPENINGS)
def test_the_step_told_is_one_of_the_steps_there_are(happenings: list[Happening]) -> None:
    for effect in effects(happenings):
        if isinstance(effect, Say) and "total" in effect.args:
            step_told, total = effect.args["step"], effect.args["total"]
            assert isinstance(step_told, int)
            assert isinstance(total, int)
            assert 1 <= step_told <= total


@given(HAPPENINGS)
def test_a_catalogue_may_change_at_any_moment(happenings: list[Happening]) -> None:
    """What stands is answered or asked again, never a crash; and the report still gets out."""
    conversation = last(happenings)
    words = events.TextReceived(at=START, ref="w", text="blue")
    now = events.TextReceived(at=START, ref="n", text="Send now", choice="send-now")
    for event in (words, now):
        for script in (script_for(None), script_for({**HOUSE, "categories": []})):
            outcome = step(script, conversation, event)
            assert outcome.effects


def test_the_house_of_the_tests_is_one_the_api_could_send() -> None:
    Catalogue.model_validate_json(json.dumps(HOUSE))


def drafted(conversation: Conversation) -> list[dict[str, object]]:
    """The messages of the draft, running or waiting."""
    aside = conversation.draft.answers if conversation.draft else {}
    return _messages(conversation.answers) + _messages(aside)


def _messages(answers: Mapping[str, object]) -> list[dict[str, object]]:
    found = answers.get("messages", [])
    assert isinstance(found, list)
    return found


@given(HAPPENINGS)
def test_later_edits_find_what_was_handed_over(happenings: list[Happening]) -> None:
    for conversation, event, outcome in conversations(happenings):
        if conversation.flow == "sos" or not isinstance(event, events.Message):
            continue
        sent = message_id(conversation, event.ref)
        added = {
            (effect.report_id, effect.message["message_id"])
            for effect in outcome.effects
            if isinstance(effect, AddMessage)
            and effect.message["message_id"] == sent
            and not {"edited_at", "signal"} & effect.message.keys()
        }
        known = {
            (effect.report_id, effect.message_id)
            for effect in outcome.effects
            if isinstance(effect, Filed) and effect.ref == event.ref
        }
        assert added <= known


def _attachments(messages: object) -> set[object]:
    assert isinstance(messages, list | tuple)
    return {
        attachment["attachment_id"]
        for message in messages
        for attachment in message.get("attachments", ())
    }
