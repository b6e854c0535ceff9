"""The whole dialogue in one pure function.

``step`` takes where the conversation stands and what happened, and returns
where it stands now and what it wants done. It does no I/O, reads no clock and
draws no chance, so a conversation can be replayed from its events.

Learned from: h11 (sans-I/O), goflow (session, resume, sprint).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bots.dialogue.effects import Effect, Say
from bots.dialogue.events import Event
from bots.dialogue.flow import Accepted, Back, Flow, Kept, Refused, Step
from bots.dialogue.state import Answers, Conversation, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Everything a bot can talk about.

    ``notice`` learns what every event teaches (the language, say). ``interrupts``
    come next, in order, whatever is being asked: an emergency must never be taken
    for an answer to "what is your name?". ``idle`` meets what happens when nothing
    is asked, and ``home`` is what the bot says then. ``house`` is what the flows know of
    the house they serve; the engine does not look into it.
    """

    flows: Mapping[str, Flow]
    notice: Callable[[Conversation, Event], Conversation]
    interrupts: tuple["Interrupt", ...]
    idle: "Idle"
    home: Callable[[Conversation], Say]
    house: object = None


Interrupt = Callable[[Script, Conversation, Event], Step | None]
Idle = Callable[[Script, Conversation, Event], Step]


def step(script: Script, conversation: Conversation, event: Event) -> Step:
    """Where the conversation goes when ``event`` happens."""
    conversation = script.notice(conversation, event)
    for interrupt in script.interrupts:
        if (taken := interrupt(script, conversation, event)) is not None:
            return taken
    if conversation.flow is None:
        return script.idle(script, conversation, event)
    return _answer(script, conversation, event)


def begin(script: Script, conversation: Conversation, flow: str, answers: Answers) -> Step:
    """Start ``flow`` from its first question with what is known already."""
    started = replace(conversation, flow=flow, answers=answers)
    return ask(script, started, script.flows[flow].path(answers)[0])


def ask(script: Script, conversation: Conversation, question: str) -> Step:
    """Ask ``question`` of the running flow. A new turn: older buttons are old now."""
    asked = replace(conversation, question=question, turn=conversation.turn + 1)
    return Step(asked, (again(script, asked),))


def again(script: Script, conversation: Conversation) -> Say:
    """The question that stands, in the same turn, or the home words if none does.

    A question may say in its text which ``step`` of how many (``total``) it is.
    """
    if conversation.flow is None or conversation.question is None:
        return script.home(conversation)
    flow = script.flows[conversation.flow]
    said = flow.questions[conversation.question].ask(conversation)
    path = flow.path(conversation.answers)
    progress = {"step": path.index(conversation.question) + 1, "total": len(path)}
    return replace(said, args={**said.args, **progress})


def leave(conversation: Conversation) -> Conversation:
    """Nothing is asked any more; the answers are gone, a draft set aside stays."""
    return replace(conversation, flow=None, question=None, answers={})


def set_aside(conversation: Conversation) -> Conversation:
    """The running flow becomes the draft, to go on later. There is at most one draft."""
    if conversation.flow is None or conversation.question is None:
        return conversation
    assert conversation.draft is None
    draft = Draft(
        flow=conversation.flow, question=conversation.question, answers=conversation.answers
    )
    return replace(leave(conversation), draft=draft)


def resume(script: Script, conversation: Conversation) -> Step:
    """Ask the draft's question again, as if nothing had come between."""
    draft = conversation.draft
    assert draft is not None
    taken_up = replace(conversation, flow=draft.flow, answers=draft.answers, draft=None)
    return ask(script, taken_up, draft.question)


def _answer(script: Script, conversation: Conversation, event: Event) -> Step:
    assert conversation.flow is not None
    assert conversation.question is not None
    flow = script.flows[conversation.flow]
    outcome = flow.questions[conversation.question].accept(conversation, event)
    match outcome or flow.otherwise(conversation, event):
        case Accepted(answered, note):
            return _after(note, _proceed(script, flow, answered, event))
        case Kept(kept, note, repeat):
            return Step(kept, (*note, again(script, kept)) if repeat else note)
        case Refused(reason):
            return _refuse(script, conversation, reason)
        case Back():
            earlier = flow.before(conversation.question, conversation.answers)
            if earlier is None:
                return _refuse(script, conversation, "nothing-before")
            return ask(script, conversation, earlier)


def _proceed(script: Script, flow: Flow, conversation: Conversation, event: Event) -> Step:
    assert conversation.question is not None
    following = flow.after(conversation.question, conversation.answers)
    if following is None:
        return flow.finish(conversation, event)
    return ask(script, conversation, following)


def _refuse(script: Script, conversation: Conversation, reason: str) -> Step:
    said = Say(message=reason, locale=conversation.locale)
    return Step(conversation, (said, again(script, conversation)))


def _after(note: tuple[Effect, ...], rest: Step) -> Step:
    return Step(rest.conversation, (*note, *rest.effects))
