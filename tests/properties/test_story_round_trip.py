"""Whatever can be asked and answered can be written, read back and played again."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision
from lastlook.core.decide import decide
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import KeyText, Ms
from lastlook.stories.asking import Answer, NotHeard
from lastlook.stories.blocks import read_block_line, write_block
from lastlook.stories.core_player import CorePlayer
from lastlook.stories.entries import story_of, write_entries
from lastlook.stories.faults import StoryError
from lastlook.stories.lines import is_plain
from lastlook.stories.moments import midnight, read_moment, write_moment
from lastlook.stories.play import play
from lastlook.stories.read import read
from lastlook.stories.signing import signing_key
from lastlook.stories.story import Said, Sent, Story
from lastlook.stories.write import write
from tests.world.stories import OPENED, a_story, rules, unspotted
from tests.world.telling import DAY, stories
from tests.world.values import acts, of

HERE = st.integers(DAY, DAY + 3 * 86_400_000 - 1)
MOMENTS = st.one_of(of(Ms), HERE)

# What the story that everything begins with knows, and a name it does not.
KNOWN: dict[str, tuple[str, ...]] = {
    "production": ("long-road", "another-film"),
    "by": ("office", "armorer", "actor", "stranger"),
    "via": ("armorer", "office"),
    "person": ("armorer", "actor", "stranger"),
    "to": ("actor", "armorer"),
    "weapon": ("colt-1", "colt-2"),
    "place": ("safe-1", "cart-1"),
    "box": ("B1", "B2"),
    "into": ("B2",),
    "lot": ("D1",),
}
ANY = {kind: of(kind) for kind in get_args(AnyAct)}
KEY_TEXTS = of(KeyText)
KEYS = ("office-phone", "armorer-phone", "strange-phone")


class Recorder:
    """A player that keeps what was asked and answered."""

    def __init__(self) -> None:
        self._core = CorePlayer(rules)
        self.entries: list[tuple[Asked, Decision]] = []

    def __call__(self, asked: Asked, sent: Sent, /) -> Answer:
        answer = self._core(asked, sent)
        if not isinstance(answer, NotHeard):
            self.entries.append((asked, answer))
        return answer


@st.composite
def acts_among_the_known(draw: st.DrawFn) -> AnyAct:
    """Any act, with names that mean something to the story."""
    act = draw(acts)
    names: dict[str, Any] = {
        field: draw(st.sampled_from(known))
        for field, known in KNOWN.items()
        if isinstance(getattr(act, field, None), str) and draw(st.integers(0, 9))
    }
    return replace(act, **names)


def said_in(story: Story) -> list[Said]:
    """The act lines of a story."""
    return [line for line in story.lines if isinstance(line, Said)]


# --- parts of a line ---------------------------------------------------------


@given(MOMENTS, HERE)
def test_a_moment_reads_back_on_any_day(at: Ms, other: Ms) -> None:
    day = midnight(other)
    assert read_moment(write_moment(at, day), day) == at


@given(MOMENTS)
def test_a_moment_reads_back_without_a_day(at: Ms) -> None:
    assert read_moment(write_moment(at, None), None) == at


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_text_of_a_pack_reads_back_whatever_is_in_it(text: str) -> None:
    lines = write_block(text)
    assert all(is_plain(line) for line in lines)
    assert "\n".join(map(read_block_line, lines)) == text


# --- whole stories -----------------------------------------------------------


@given(stories())
def test_a_story_reads_back_as_itself(story: Story) -> None:
    assert unspotted(read(write(story), "again")) == unspotted(story)


@given(stories())
def test_a_story_has_one_layout(story: Story) -> None:
    text = write(story)
    assert write(read(text, "again")) == text


@given(st.text(max_size=200))
def test_any_text_is_a_story_or_is_told_what_is_wrong(text: str) -> None:
    try:
        story = read(OPENED + text, "a text", pack=lambda _: "a pack")
    except StoryError as error:
        assert error.faults  # noqa: PT017  # one of two fair outcomes
    else:
        assert story.production == "long-road"


@given(st.data())
def test_a_story_with_one_slip_is_a_story_or_is_told_what_is_wrong(
    data: st.DataObject,
) -> None:
    text = write(data.draw(stories()))
    at = data.draw(st.integers(0, len(text) - 1))
    slip = data.draw(st.sampled_from(["", " ", "\n", "x", "=", "0", "*", ",", "#"]))
    try:
        story = read(text[:at] + slip + text[at + 1 :], "a text")
    except StoryError as error:
        assert error.faults  # noqa: PT017  # one of two fair outcomes
    else:
        assert unspotted(read(write(story), "again")) == unspotted(story)


# --- ledgers -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ANY, ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(st.data())
def test_any_act_of_any_kind_reads_back_as_it_was_asked(
    kind: type[AnyAct], data: st.DataObject
) -> None:
    asked = Asked(data.draw(ANY[kind]), data.draw(KEY_TEXTS), data.draw(MOMENTS))
    story = story_of([(asked, decide(State(), asked, Policy()))])
    (said,) = said_in(read(write(story), "again"))
    signed_by = said.signed_by or signing_key(State(), said.act)
    assert (said.act, said.now, signed_by) == (asked.act, asked.now, asked.key)


@settings(max_examples=200)
@given(st.data())
def test_what_was_asked_and_answered_plays_to_the_same_decisions(
    data: st.DataObject,
) -> None:
    ledger = Recorder()
    play(a_story(OPENED), ledger, rules)
    now = ledger.entries[-1][0].now
    for act in data.draw(st.lists(acts_among_the_known(), max_size=8)):
        now += data.draw(st.integers(-60_000, 900_000))
        at = data.draw(st.sampled_from([now, act.at]))
        key = data.draw(st.sampled_from(KEYS))
        ledger(Asked(replace(act, at=at), key, now), "whole")
    again = Recorder()
    story = read(write_entries(ledger.entries, "A ledger"), "the ledger")
    played = play(story, again, rules)
    assert played.fits, played.mismatches
    assert again.entries == ledger.entries
