"""Packs known by digest, and the policies they make."""

from hashlib import sha256

import pytest

from lastlook.core.acts import Open
from lastlook.core.answers import Asked, Granted
from lastlook.core.decide import decide
from lastlook.core.events import Opened
from lastlook.core.state import State
from lastlook.policy.library import (
    Library,
    PackUnknownError,
    digest,
    in_turn,
    shipped,
    shipped_names,
)
from lastlook.policy.read import PackError
from tests.world.packs import SECOND, SMALL

STRICTER = SMALL.replace('id = "small"', 'id = "stricter"').replace("610", "900")


def test_a_digest_is_sha256_of_the_text() -> None:
    assert digest("Waffen für § 1") == sha256("Waffen für § 1".encode()).hexdigest()


def test_the_record_names_a_pack_by_the_same_digest() -> None:
    library, text = Library(), shipped("house")
    policy = library.policy((library.learn(text, "house.toml"),))
    act = Open(
        id="01936f00-0000-7000-8000-000000000001",
        production="P1",
        by="upm-1",
        at=1,
        roles=("production-manager",),
        key="k1",
        pack=text,
    )

    answer = decide(State(), Asked(act, "k1", 1), policy)

    assert isinstance(answer, Granted)
    assert isinstance(answer.events[0], Opened)
    assert answer.events[0].pack == digest(text)


def test_a_policy_is_the_same_whatever_the_order_of_its_packs() -> None:
    library = Library()
    one, other = library.learn(SMALL, "one"), library.learn(STRICTER, "other")

    assert library.policy((one, other)).limits.distance_cm == 900
    assert library.policy((one, other)) is library.policy((other, one, other))
    assert library.policy((one,)).limits.distance_cm == 610


def test_a_pack_learned_can_be_looked_up() -> None:
    library = Library()

    assert library.pack(library.learn(SMALL, "here")).name == "A small pack"


def test_a_digest_nobody_learned_is_said_to_be_unknown() -> None:
    with pytest.raises(PackUnknownError, match="digest 00ff was learned"):
        Library().policy(("00ff",))


def test_a_text_that_is_no_pack_is_not_kept() -> None:
    library, text = Library(), SMALL.replace('severity = "stop"', 'severity = "no"')

    with pytest.raises(PackError, match=r"^here:\d+: `no` is no severity"):
        library.learn(text, "here")
    with pytest.raises(PackUnknownError):
        library.pack(digest(text))


def test_the_house_pack_is_shipped() -> None:
    assert "house" in shipped_names()
    assert all(Library().learn(shipped(name), name) for name in shipped_names())


@pytest.mark.parametrize("name", ["hoose", "../packs/house", ""])
def test_a_name_that_is_not_shipped_is_said_to_be_unknown(name: str) -> None:
    with pytest.raises(PackUnknownError, match=r"try .*house"):
        shipped(name)


def test_packs_are_put_in_an_order_in_which_each_can_be_adopted() -> None:
    house, us_ca = shipped("house"), shipped("us-ca")
    needing = SECOND.replace("meeting_ms = 86_400_000\n", "")
    setting = SECOND.partition("documents")[0].replace('"second"', '"third"')
    setting += "[limits]\nmeeting_ms = 86_400_000\n"

    assert in_turn([us_ca, house]) == (house, us_ca)
    assert in_turn([house, us_ca]) == (house, us_ca)
    assert in_turn([needing, setting, SMALL]) == (SMALL, setting, needing)


def test_packs_that_can_be_adopted_in_no_order_are_left_as_they_are() -> None:
    us_ca, us_nm = shipped("us-ca"), shipped("us-nm")

    assert in_turn([us_nm, us_ca]) == (us_nm, us_ca)
    with pytest.raises(PackError):
        in_turn([us_nm, "id = 1"])
