"""JUnit XML: the verdict as a test report, for whatever runs tests.

1. Two cases: that the scene can be shot without an error, or nothing was shown by what
   it withstands; and that harm takes as many errors as are asked for.
2. Where orders were left out the case is an *error*, not skipped: no answer is no pass.
3. No time is written: the same analysis is the same file.
4. What it is of stands in the suite's properties.
"""

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lastlook.hazard.exports.found import Found
from lastlook.hazard.told import counted

NAME: Final = "lastlook hazard"
BEGINS: Final = (
    f"<?xml version='1.0' encoding='utf-8'?>\n<testsuites name=\"{NAME}\"".encode()
)


def report(found: Found) -> bytes:
    """A `testsuites` with one `testsuite` of two cases."""
    suite = Element("testsuite", name=f"{NAME} {found.name}")
    properties = SubElement(suite, "properties")
    for name, value in found.about.items():
        SubElement(properties, "property", name=name, value=value)
    _can_be_shot(suite, found)
    _withstands(suite, found)
    for one, tag in (("tests", "testcase"), ("failures", "*/failure")):
        suite.set(one, str(len(suite.findall(tag))))
    suite.set("errors", str(len(suite.findall("*/error"))))
    suite.set("skipped", "0")
    suites = Element("testsuites", name=NAME)
    for count in ("tests", "failures", "errors"):
        suites.set(count, suite.get(count, "0"))
    suites.append(suite)
    indent(suites)
    written: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _can_be_shot(suite: Element, found: Found) -> None:
    case = _case(suite, found, "the scene can be shot without any error")
    if found.analysis.acts is None:
        _not(case, "failure", found.shot)


def _withstands(suite: Element, found: Found) -> None:
    case = _case(suite, found, f"harm takes {counted(found.at_least, 'error')} or more")
    if found.verdict == "undetermined":
        _not(case, "error", f"Undetermined: {found.budget}")
    elif found.verdict == "not-withstood":
        failure = _not(case, "failure", found.budget)
        failure.text = "\n".join(
            " and ".join(error.name for error in cut)
            for cut in found.analysis.cuts
            if len(cut) < found.at_least
        )


def _case(suite: Element, found: Found, name: str) -> Element:
    classname = found.name.replace("/", ".")
    return SubElement(suite, "testcase", classname=classname, name=name, time="0")


def _not(case: Element, tag: str, message: str) -> Element:
    return SubElement(case, tag, message=message, type="lastlook.hazard")
