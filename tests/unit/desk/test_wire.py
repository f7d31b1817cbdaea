import pytest

from lastlook.core.acts import Offer, Open
from lastlook.desk.unanswered import Unreadable
from lastlook.desk.wire import ACT_BYTES_MAX, act_bytes, read_act, read_stored

OFFER = (
    b'{"act":"offer","at":1,"by":"armorer","id":"0190a0b0-0000-7000-8000-000000000000",'
    b'"production":"colt-45","to":"actor","weapon":"colt-1"}'
)
PLAN = (
    b'{"act":"plan-set-up","at":1,"by":"ad","id":"0190a0b0-0000-7000-8000-000000000000",'
    b'"production":"p","set_up":"1A","scene":"1","activity":"take","load":"blank",'
    b'"weapon_class":"firearm","performers":[],"pointing":"nobody","action":"firing",'
    b'"distance_cm":700}'
)


def swap(old: bytes, new: bytes, act: bytes = OFFER) -> bytes:
    assert old in act
    return act.replace(old, new)


# What arrives, how it is answered: where, what, what to do.
BAD = {
    "an unknown act": (
        swap(b'"offer"', b'"ofer"'),
        "act: There is no act ofer. Did you mean offer?",
    ),
    "an act that is no word": (
        swap(b'"offer"', b"7"),
        "act: There is no act 7. See the catalogue of acts for what there is.",
    ),
    "an act that is a list": (
        swap(b'"offer"', b'["offer"]'),
        "act: There is no act ['offer']. Did you mean offer?",
    ),
    "no act at all": (
        swap(b'"act":"offer",', b""),
        "the act: The field act is missing. Say it.",
    ),
    "an unknown field": (
        swap(b'"weapon"', b'"wepon"'),
        "wepon: offer has no field wepon. Did you mean weapon?",
    ),
    "a field of another act": (
        swap(b'"to"', b'"chambers"'),
        (
            "chambers: offer has no field chambers. "
            "See the catalogue of acts for what there is."
        ),
    ),
    "a missing field": (
        swap(b',"to":"actor"', b""),
        "offer: The field to is missing. Say it.",
    ),
    "a wrong unit": (
        swap(b'"distance_cm":700', b'"distance_ft":23', PLAN),
        "distance_ft: plan-set-up has no field distance_ft. Did you mean distance_cm?",
    ),
    "a fraction": (
        swap(b":700", b":6.5", PLAN),
        "distance_cm: Expected `int`, got `float`. It must be whole centimetres.",
    ),
    "a whole number written as a fraction": (
        swap(b'"at":1', b'"at":1.0'),
        (
            "at: Expected `int`, got `float`. "
            "It must be whole milliseconds (UTC, since 1970)."
        ),
    ),
    "a time in words": (
        swap(b'"at":1', b'"at":"2021-10-21T13:50:00Z"'),
        (
            "at: Expected `int`, got `str`. "
            "It must be whole milliseconds (UTC, since 1970)."
        ),
    ),
    "a time before 1970": (
        swap(b'"at":1', b'"at":-1'),
        "at: Expected `int` >= 0. It must be whole milliseconds (UTC, since 1970).",
    ),
    "a word that is not in the list": (
        swap(b'"take"', b'"shoot"', PLAN),
        "activity: Invalid enum value 'shoot'. Say one of: rehearsal, line-up, take.",
    ),
    "the same field twice": (
        swap(b'"at":1', b'"at":1,"at":2'),
        "at: The field stands there twice. Say it once.",
    ),
    "half an act": (
        OFFER[:-9],
        "the act: This is not JSON: Input data was truncated. Send what was signed.",
    ),
    "nothing": (
        b"",
        "the act: This is not JSON: Input data was truncated. Send what was signed.",
    ),
    "a list": (
        b"[]",
        (
            "the act: Expected `object`, got `array`. "
            "Say it as the catalogue of acts does."
        ),
    ),
    "a byte order mark": (
        b"\xef\xbb\xbf" + OFFER,
        (
            "byte 0: There is a byte outside ASCII. "
            "Write ids, not names; escape what else must be in a pack."
        ),
    ),
    "a letter outside ASCII": (
        swap(b"actor", "Zoë".encode()),
        (
            f"byte {OFFER.index(b'actor') + 2}: There is a byte outside ASCII. "
            "Write ids, not names; escape what else must be in a pack."
        ),
    ),
    "a huge body": (
        b" " * (ACT_BYTES_MAX + 1),
        (
            f"the act: {ACT_BYTES_MAX + 1} bytes are more than {ACT_BYTES_MAX}. "
            "Send papers and photos by their digest only."
        ),
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_told_where_and_what_to_do(case: str) -> None:
    act, said = BAD[case]
    with pytest.raises(Unreadable) as caught:
        read_act(act)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("hint", "act"),
    [
        ("an id of letters", swap(b'"colt-1"', b'"colt 1"')),
        ("a UUIDv7", swap(b"-7000-", b"-4000-")),
    ],
)
def test_an_id_of_the_wrong_form_is_told_the_right_one(hint: str, act: bytes) -> None:
    with pytest.raises(Unreadable, match=f"It must be {hint}"):
        read_act(act)


@pytest.mark.parametrize("opened", [b"[", b'{"a":'])
def test_a_nest_without_end_is_unreadable_like_any_other_rubbish(opened: bytes) -> None:
    deep = swap(b'"actor"', opened * 20_000)
    with pytest.raises(Unreadable):
        read_act(deep)


def test_an_act_reads_back_as_it_was_written() -> None:
    act = read_act(OFFER)
    assert isinstance(act, Offer)
    assert act_bytes(act) == OFFER
    assert read_stored(OFFER) == act


def test_spaces_and_order_are_the_phones_own_business() -> None:
    assert read_act(OFFER.replace(b",", b" ,\n")) == read_act(OFFER)


def test_a_packs_text_may_quote_any_letter_and_is_sent_escaped() -> None:
    act = Open(
        id="0190a0b0-0000-7000-8000-000000000000",
        production="p",
        by="office",
        at=1,
        roles=("safety-adviser",),
        key="k",
        pack="„naïve“ 🎬",
    )
    written = act_bytes(act)
    assert written.isascii()
    assert read_act(written) == act
