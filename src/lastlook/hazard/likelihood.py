"""How likely an error is taken to be: one assumption for each kind of basic event.

1. Every figure is the median of a lognormal distribution with an error factor: its
   95th percentile is the median times the factor, its 5th the median by it.
2. Each has its source or says that it has none. None was measured on a film set. They
   rank ways to harm against each other and are no frequency of anything.
3. A basic event that is not in the table has its class's figure.

NUREG/CR-1278 (Swain and Guttmann, 1983), chapter 20, as others give its tables; the
handbook itself was not at hand. 20-22, a checker misses another's error: .1 with
written material, .2 without, .05 one of a kind with an alert, .01 by measuring, .5 a
second one of a routine task (and no more than two), .001 where it is one's own safety.
20-7, a step left out: .003 of a short list, .01 of a long one, .05 where a list is
there and not used. 20-6, a procedure not kept: .01 in the normal run, .05 for tests, .3
for maintenance. 20-12, the wrong one of alike controls: .003.
"""

from typing import Final

from msgspec import Struct

from lastlook.hazard.errors import Class, Error

FACTOR: Final = 5.0


class Likelihood(Struct, frozen=True):
    """Median probability for each occasion, error factor, where it is from."""

    median: float
    why: str
    factor: float = FACTOR


OF_CLASS: Final[dict[Class, Likelihood]] = {
    "untrue": Likelihood(0.01, "a false word by the record; no source, assumed"),
    "bypass": Likelihood(0.01, "a named refusal not heeded; no source, assumed"),
    "mixup": Likelihood(0.003, "the wrong one of two alike; NUREG/CR-1278 table 20-12"),
    "covert": Likelihood(0.001, "by a person who has access; no source, assumed"),
    "slip": Likelihood(
        0.003, "an action slip, as a wrong choice; NUREG/CR-1278 table 20-12"
    ),
    "stock": Likelihood(0.001, "a wrong delivery; no source, assumed"),
}
OF_TASK: Final[dict[tuple[Class, str], Likelihood]] = {
    ("untrue", "look"): Likelihood(
        0.15, "a checker misses another's error; NUREG/CR-1278 table 20-22: 0.1 to 0.2"
    ),
    ("untrue", "proof"): Likelihood(
        0.02, "a test of each round left out; NUREG/CR-1278 table 20-7: 0.01 to 0.05"
    ),
    ("bypass", "custody"): Likelihood(
        0.05, "a rule of the floor not kept; NUREG/CR-1278 table 20-6: 0.01 to 0.3"
    ),
    ("bypass", "loading"): Likelihood(
        0.02, "loaded without asking; NUREG/CR-1278 table 20-7: 0.01 to 0.05"
    ),
}


def likelihood(error: Error) -> Likelihood:
    """What is assumed of a basic event."""
    return OF_TASK.get((error.of, error.what), OF_CLASS[error.of])
