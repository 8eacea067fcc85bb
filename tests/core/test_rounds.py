"""The round as a state machine: replay equals play, time never runs backwards, every refusal has its name."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.questions import Kind, Question
from quiz.core.rounds import Ending, Event, Impossible, Outcome, Refusal, Round, What
from quiz.core.rules import Lifeline, Mode, Preset, Rules
from quiz.core.scoring import maximum
from quiz.core.stepping import replay, step
from tests.core.makers import Script, choice

QUESTIONS = {f"q{n}": choice(n, list(Kind)[n % 6]) for n in range(30)}
PLAIN = {f"q{n}": choice(n) for n in range(30)}


def play(rules: Rules, script: list[Event], count: int = 3) -> Round:
    return replay(Round(rules, 1, count), script, PLAIN.__getitem__)


def asked_and_shown(script: Script, n: int, at: int) -> list[Event]:
    return [script.asked(at, PLAIN[f"q{n}"]), script(at, What.SHOWN)]


def refused(state: Round, event: Event) -> Refusal:
    with pytest.raises(Impossible) as impossible:
        step(state, event, PLAIN.__getitem__)
    return impossible.value.refusal


def test_the_example_of_the_rules() -> None:
    """11.0 s of 20 with a streak of 3 is 725 + 200."""
    s = Script()
    events = []
    for n, used in enumerate((2000, 3000, 11_000)):
        at = n * 30_000
        events += [*asked_and_shown(s, n, at), s(at + used, What.ANSWERED, given=[f"right{n}x"])]
    end = play(Rules(), events)
    assert (end.answers[2].points.base, end.answers[2].points.streak) == (725, 200)
    assert end.outcome is Outcome.FINISHED
    assert end.score == 950 + 925 + 100 + 925
    assert (end.right, end.longest_streak, end.answer_ms) == (3, 3, 16_000)


def test_expired_and_wrong_end_the_streak_and_skip_does_not() -> None:
    s = Script()
    events = [
        *asked_and_shown(s, 0, 0),
        s(1000, What.ANSWERED, given=["right0x"]),
        *asked_and_shown(s, 1, 2000),
        s(2500, What.SKIPPED),
        *asked_and_shown(s, 2, 3000),
        s(4000, What.ANSWERED, given=["right2x"]),
        *asked_and_shown(s, 3, 5000),
        s(25_000, What.EXPIRED),
    ]
    end = play(Rules(), events, 4)
    assert [answer.streak for answer in end.answers] == [1, 1, 2, 0]
    assert [answer.ending for answer in end.answers] == [
        Ending.ANSWERED,
        Ending.SKIPPED,
        Ending.ANSWERED,
        Ending.EXPIRED,
    ]
    assert end.assisted


def test_ten_more_seconds() -> None:
    s = Script()
    events = [*asked_and_shown(s, 0, 0), s(19_000, What.LIFELINE, which="extra")]
    state = play(Rules(), events)
    assert state.left_ms(19_000) == 11_000
    end = step(state, s(28_000, What.ANSWERED, given=["right0x"]), PLAIN.__getitem__)
    assert end.answers[0].points.total == 500


def test_fifty_fifty_takes_wrong_choices_out_of_play() -> None:
    s = Script()
    state = play(Rules(), [*asked_and_shown(s, 0, 0), s(100, What.LIFELINE, which="fifty")])
    assert state.open is not None
    assert len(state.open.removed) == 2
    assert (
        refused(state, Event(4, 200, What.ANSWERED, {"given": [state.open.removed[0]]}))
        is Refusal.NO_SUCH_ANSWER
    )
    assert refused(state, Event(4, 200, What.LIFELINE, {"which": "fifty"})) is Refusal.LIFELINE_USED


def test_survival_takes_three_lives_and_shortens_the_clock() -> None:
    s = Script()
    rules = Rules(mode=Mode.SURVIVAL)
    events = []
    for n in range(3):
        events += [*asked_and_shown(s, n, n * 10_000), s(n * 10_000 + 1000, What.ANSWERED, given=[f"w{n}a"])]
    end = play(rules, events, 30)
    assert end.lives == 0
    assert end.outcome is Outcome.OUT_OF_LIVES
    assert [answer.total_ms for answer in end.answers] == [20_000, 19_000, 18_050]
    assert rules.question_ms(60) == 5000


def test_sprint_ends_with_its_time_and_cuts_the_last_question_off() -> None:
    s = Script()
    rules = Rules(mode=Mode.SPRINT, seconds=60)
    events = []
    for n in range(4):
        events += [
            *asked_and_shown(s, n, n * 20_000),
            s(n * 20_000 + 16_000, What.ANSWERED, given=[f"right{n}x"]),
        ]
    events = events[:9]
    state = play(rules, [*events, *[]], 30)
    state = step(
        state, Event(10, 60_000, What.ASKED, {"hash": "q3", "pack": "p", "choices": []}), PLAIN.__getitem__
    )
    state = step(state, Event(11, 60_000, What.SHOWN), PLAIN.__getitem__)
    assert state.left_ms(60_000) == 12_000
    end = step(state, Event(12, 72_000, What.EXPIRED), PLAIN.__getitem__)
    assert end.outcome is Outcome.TIME_UP
    assert end.answers[-1].points.total == 0


def test_pauses_and_leaving_cover_and_resume() -> None:
    s = Script()
    state = play(Rules(), [*asked_and_shown(s, 0, 0), s(5000, What.PAUSED, why="key")])
    assert refused(state, Event(4, 6000, What.ANSWERED, {"given": ["right0x"]})) is Refusal.PAUSED
    state = step(state, s(5000, What.LEFT), PLAIN.__getitem__)
    state = step(state, s(5000, What.RESUMED, away_ms=90_000), PLAIN.__getitem__)
    assert state.left_ms(5000) == 15_000
    assert state.away_ms == 90_000


def test_refusals_have_names() -> None:
    start = Round(Rules(), 1, 2)
    assert refused(start, Event(1, 0, What.ANSWERED, {"given": []})) is Refusal.NOTHING_ASKED
    assert refused(start, Event(2, 0, What.PAUSED)) is Refusal.OUT_OF_SEQUENCE
    assert refused(start, Event(1, 0, What.RESUMED)) is Refusal.NOT_PAUSED
    s = Script()
    state = play(Rules(), asked_and_shown(s, 0, 1000))
    assert refused(state, Event(3, 500, What.PAUSED)) is Refusal.BACKWARDS
    assert refused(state, Event(3, 2000, What.EXPIRED)) is Refusal.TOO_EARLY
    assert refused(state, Event(3, 21_000, What.ANSWERED, {"given": ["right0x"]})) is Refusal.TOO_LATE
    assert refused(state, Event(3, 2000, What.APPEALED, {"position": 0})) is Refusal.NO_SUCH_ANSWER
    no_help = play(Rules(lifelines=False), asked_and_shown(Script(), 0, 0))
    assert refused(no_help, Event(3, 10, What.SKIPPED)) is Refusal.NO_LIFELINES


def test_an_appeal_makes_an_answer_right_and_can_be_withdrawn() -> None:
    s = Script()
    events = [
        *asked_and_shown(s, 0, 0),
        s(2000, What.ANSWERED, given=["w0a"]),
        *asked_and_shown(s, 1, 3000),
        s(5000, What.ANSWERED, given=["right1x"]),
    ]
    before = play(Rules(), events, 2)
    after = step(before, s(5000, What.APPEALED, position=0), PLAIN.__getitem__)
    assert (before.score, after.score) == (950, 950 + 950 + 100)
    twice = step(after, s(5000, What.APPEALED, position=0), PLAIN.__getitem__)
    assert twice.score == after.score
    back = step(twice, s(5000, What.WITHDRAWN, position=0), PLAIN.__getitem__)
    assert back.answers == before.answers
    assert back.outcome is Outcome.FINISHED


rule_sets = st.builds(
    Rules,
    mode=st.sampled_from([Mode.STANDARD, Mode.SURVIVAL]),
    seconds=st.sampled_from([5, 20, 60]),
    preset=st.sampled_from([Preset.CLASSIC, Preset.FLAT]),
    lifelines=st.booleans(),
    extra_percent=st.sampled_from([100, 150, 200]),
)


@st.composite
def moves(draw: st.DrawFn) -> list[tuple[str, int]]:
    names = st.sampled_from(
        [
            "ask",
            "show",
            "right",
            "wrong",
            "expire",
            "skip",
            "fifty",
            "extra",
            "pause",
            "resume",
            "leave",
            "appeal",
            "withdraw",
        ]
    )
    return draw(st.lists(st.tuples(names, st.integers(0, 30_000)), max_size=60))


def _event(state: Round, name: str, at: int) -> Event:
    seq = state.seq + 1
    question = QUESTIONS[f"q{len(state.answers) % 30}"]
    opened = state.open.question if state.open else question
    simple = {
        "show": What.SHOWN,
        "expire": What.EXPIRED,
        "skip": What.SKIPPED,
        "pause": What.PAUSED,
        "resume": What.RESUMED,
        "leave": What.LEFT,
    }
    if name in simple:
        return Event(seq, at, simple[name])
    if name == "ask":
        data = {"hash": question.id, "pack": "p", "choices": [*question.right, *question.wrong]}
        return Event(seq, at, What.ASKED, data)
    if name in ("right", "wrong"):
        given_ = list(opened.right) if name == "right" else ["no such thing"]
        return Event(seq, at, What.ANSWERED, {"given": given_})
    if name in ("appeal", "withdraw"):
        return Event(seq, at, What.APPEALED if name == "appeal" else What.WITHDRAWN, {"position": 0})
    return Event(seq, at, What.LIFELINE, {"which": name})


@settings(max_examples=300)
@given(rule_sets, moves())
def test_whatever_happens_scores_hold_and_replay_equals_play(
    rules: Rules, made: list[tuple[str, int]]
) -> None:
    start = state = Round(rules, 3, 12)
    events: list[Event] = []
    at = 0
    for name, wait in made:
        at += wait
        event = _event(state, name, at)
        try:
            state = step(state, event, QUESTIONS.__getitem__)
        except Impossible:
            continue
        events.append(event)
        assert state.at_ms == at
        assert 0 <= state.score <= maximum(rules, 12)
        assert all(0 <= a.points.total <= 1500 for a in state.answers)
        assert all(a.total_ms is None or a.used_ms <= a.total_ms + 10_000 for a in state.answers)
        assert len(state.answers) <= 12
    assert replay(start, events, QUESTIONS.__getitem__) == state


def test_a_number_question_in_a_round_pays_its_share() -> None:
    asked = replace(choice(9, Kind.NUMBER), tolerance=Decimal(1))
    s = Script()
    state = replay(
        Round(Rules(), 1, 1),
        [
            s.asked(0, asked),
            s(0, What.SHOWN),
            s(400, What.ANSWERED, given=["11"]),
        ],
        {asked.id: asked}.__getitem__,
    )
    assert state.answers[0].points.total == 750
    assert state.answers[0].streak == 0


def test_questions_stay_as_they_were_asked() -> None:
    asked: Question = PLAIN["q0"]
    s = Script()
    state = play(Rules(), asked_and_shown(s, 0, 0))
    assert state.open is not None
    assert state.open.question is asked


def test_lifelines_that_do_not_fit_are_greyed() -> None:
    s = Script()
    question = choice(2, Kind.TRUEFALSE)
    state = replay(
        Round(Rules(), 1, 3), [s.asked(0, question), s(0, What.SHOWN)], {question.id: question}.__getitem__
    )
    assert not state.can_use(Lifeline.FIFTY)
    assert state.can_use(Lifeline.EXTRA)
    assert state.can_use(Lifeline.SKIP)
