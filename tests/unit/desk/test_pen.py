import pytest

from lastlook.core.acts import Stop
from lastlook.desk.door import signature_fits
from lastlook.desk.pen import KeyTextError, Pen, read_key, write_key
from lastlook.desk.wire import read_act
from lastlook.ledger.keys import PrivateKey

KEY = PrivateKey(bytes(range(32)))


def test_a_keys_line_reads_back_as_whose_it_is_and_the_key() -> None:
    line = write_key("office", KEY)
    assert line.count("\n") == 0
    person, key = read_key(f"{line}\n")
    assert (person, key.seed) == ("office", KEY.seed)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "lastlook/key/v1 office",
        "lastlook/key/v2 office " + "A" * 43 + "=",
        "lastlook/key/v1 office AAAA",
        "lastlook/key/v1 office ****",
    ],
)
def test_what_is_no_key_is_told_what_one_is(line: str) -> None:
    with pytest.raises(KeyTextError, match="A key's text is"):
        read_key(line)


def test_a_pen_signs_what_it_writes_in_its_owners_name() -> None:
    pen = Pen("office", KEY, "colt-45", bytes)
    act = pen.act(Stop, 5, grounds="fire")
    assert (act.by, act.production, act.at) == ("office", "colt-45", 5)
    envelope = pen.signed(act)
    assert signature_fits(envelope)
    assert envelope.key == pen.key
    assert read_act(envelope.act) == act
