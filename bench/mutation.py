"""How many of the small faults put into the core its tests find.

`make mutate` runs it, for all of the core or for the files that are named. mutmut makes
the faults, its mutants, and runs the tests; which files and which tests stands in
`pyproject.toml`.

1. Every run begins anew: what older tests said of a mutant says nothing.
2. A mutant that no test reaches has survived; one that its tests ran out of time over
   was killed.
3. A mutant without a verdict, because the run was stopped, counts as neither.
4. The diff of every survivor stands in one file.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files

MUTANTS: Final = Path("mutants")
SURVIVORS: Final = MUTANTS / "survivors.diff"
LOG: Final = MUTANTS / "mutmut.log"
KILLED: Final = frozenset({"killed", "timeout"})
SURVIVED: Final = frozenset({"survived", "no tests"})


@dataclass(frozen=True)
class Tally:
    """What became of the mutants of one file, or of several."""

    name: str
    killed: int
    survived: int
    unjudged: int = 0

    @property
    def mutants(self) -> int:
        """How many there are."""
        return self.killed + self.survived + self.unjudged

    @property
    def score(self) -> float | None:
        """Of a hundred that were judged, how many were killed."""
        judged = self.killed + self.survived
        return 100 * self.killed / judged if judged else None


def tally(name: str, verdicts: Iterable[str]) -> Tally:
    """The count of mutmut's words for what became of the mutants."""
    counts = Counter(verdicts)
    # (2) what is neither was not judged (3)
    killed, survived = (
        sum(counts[one] for one in words) for words in (KILLED, SURVIVED)
    )
    return Tally(name, killed, survived, counts.total() - killed - survived)


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    them = list(tallies)
    return Tally(
        "total",
        sum(one.killed for one in them),
        sum(one.survived for one in them),
        sum(one.unjudged for one in them),
    )


def table(tallies: Iterable[Tally]) -> Iterator[str]:
    """The lines of the table, the total last."""
    them = list(tallies)
    yield f"{'file':44}{'mutants':>9}{'killed':>9}{'survived':>10}{'score':>9}"
    for one in (*them, total(them)):
        score = "" if one.score is None else f"{one.score:.1f} %"
        line = (
            f"{one.name:44}{one.mutants:9,}{one.killed:9,}{one.survived:10,}{score:>9}"
        )
        yield line + (f"  {one.unjudged:,} not judged" if one.unjudged else "")


def main(asked: list[str]) -> int:
    """Run mutmut for these files, else for all it may change; print the table."""
    changed = {str(path) for path in walk_mutatable_files()}
    left_out = sorted({*asked} - changed)
    if left_out:
        print(f"Not mutated (pyproject.toml, [tool.mutmut]): {', '.join(left_out)}")
        return 2
    shutil.rmtree(MUTANTS, ignore_errors=True)  # (1)
    began = perf_counter()
    failed = _run([_pattern(file) for file in asked])
    if failed:
        return failed
    took = perf_counter() - began
    files = [_read(file) for file in sorted(asked or changed)]
    print()
    for line in table(_tally(file) for file in files if file.exit_code_by_key):
        print(line)
    print(f"\nin {took / 60:.1f} minutes")
    survivors = [(file, name) for file in files for name in _survivors(file)]
    # (4) none is an empty file, not an old one
    SURVIVORS.write_text("".join(_diff(file, name) for file, name in survivors))
    if survivors:
        print(f"The diffs of the survivors are in {SURVIVORS}.")
    return 0


def _run(patterns: list[str]) -> int:
    command = [str(Path(sys.executable).with_name("mutmut")), "run", *patterns]
    if sys.stdout.isatty():
        return _waited(subprocess.Popen(command))  # noqa: S603
    # It draws one line for each mutant over the last; on paper that is a long line.
    MUTANTS.mkdir()
    with LOG.open("w") as log:
        failed = _waited(subprocess.Popen(command, stdout=log))  # noqa: S603
    if failed:
        print(f"mutmut failed; it says why in {LOG}.")
    return failed


def _waited(mutmut: "subprocess.Popen[bytes]") -> int:
    with mutmut:
        try:
            return mutmut.wait()
        except KeyboardInterrupt:  # it was told as well, and keeps what it knows
            return mutmut.wait()


def _pattern(file: str) -> str:
    """What mutmut calls all mutants of a file."""
    return ".".join((*Path(file).with_suffix("").parts[1:], "*"))


def _read(file: str) -> SourceFileMutationData:
    read = SourceFileMutationData(path=file)
    read.load()
    return read


def _tally(file: SourceFileMutationData) -> Tally:
    name = str(file.path).removeprefix("src/lastlook/")
    return tally(name, (_verdict(code) for code in file.exit_code_by_key.values()))


def _survivors(file: SourceFileMutationData) -> Iterator[str]:
    for name, code in file.exit_code_by_key.items():
        if _verdict(code) in SURVIVED:
            yield name


def _verdict(code: int | None) -> str:
    return status_by_exit_code[code]


def _diff(file: SourceFileMutationData, name: str) -> str:
    verdict = _verdict(file.exit_code_by_key[name])
    return f"# {name}: {verdict}\n{get_diff_for_mutant(name, path=file.path)}\n\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
