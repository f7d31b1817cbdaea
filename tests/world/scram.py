"""SCRAM, where it is installed: what it makes of an Open-PSA file."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

SCRAM = shutil.which("scram")


class Judged(NamedTuple):
    """Its products, their joint probability, and the factors of each basic event."""

    products: frozenset[frozenset[str]]
    probability: float
    importance: Mapping[str, Mapping[str, float]]


def scram(text: bytes, at: Path, *options: str) -> Judged:
    """Let SCRAM judge a model in a directory; the test is skipped where it is not."""
    if SCRAM is None:
        pytest.skip("no SCRAM: apt-get install scram")
    model, report = at / "model.xml", at / "report.xml"
    model.write_bytes(text)
    asked = [SCRAM, "--probability", "on", "--importance", "on", *options]
    subprocess.run(  # noqa: S603 -- the program that was found
        [*asked, "--output-path", report, model],
        check=True,
        timeout=120,
        capture_output=True,
    )
    root = ET.parse(report).getroot()  # noqa: S314 -- written by SCRAM just now
    summed = root.find(".//sum-of-products")
    assert summed is not None
    return Judged(
        frozenset(
            frozenset(str(event.get("name")) for event in product)
            for product in summed.iter("product")
        ),
        float(str(summed.get("probability"))),
        {
            str(event.get("name")): {
                factor: float(str(event.get(factor)))
                for factor in ("MIF", "CIF", "DIF", "RAW", "RRW")
            }
            for event in root.findall(".//importance/basic-event")
        },
    )
