import pytest

from lastlook.cli.push import Said
from lastlook.mirror.push import LinkLostError

AT = "mirror https://studio.example/: "


def test_what_changes_is_told_and_each_commit_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said, lost = Said("https://studio.example/"), LinkLostError("no link")
    for have, size in ((0, 700), (256, 700), (700, 700)):
        said.pushed(have, size)
    for size in (701, 702, 703):  # a commit each: nothing new to tell
        said.pushed(size - 1, size)
        said.pushed(size, size)
    said.failed(lost, 1.0)
    said.failed(lost, 2.0)
    said.pushed(703, 710)
    said.pushed(710, 710)
    said.failed(lost, None)
    assert capsys.readouterr().err.splitlines() == [
        f"{AT}0 of 700 entries",
        f"{AT}256 of 700 entries",
        f"{AT}700 of 700 entries",
        f"{AT}trying again: no link",
        f"{AT}703 of 710 entries",
        f"{AT}710 of 710 entries",
        f"{AT}not tried again: no link",
    ]
