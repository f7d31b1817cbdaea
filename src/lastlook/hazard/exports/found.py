"""What an export is made from: an analysis, its graph, the rules, what is asked."""

from msgspec import Struct

from lastlook.hazard.analysis import Analysis, Verdict, verdict
from lastlook.hazard.graph import Graph
from lastlook.hazard.judged import Judged
from lastlook.hazard.told import budget, shot
from lastlook.hazard.weighing import Weighed


class Found(Struct, frozen=True):
    """An analysis with its graph, and the rules that were judged.

    `at_least` is the k below which it does not pass; `weights` are what was weighed,
    where that was asked for.
    """

    analysis: Analysis
    graph: Graph
    judged: Judged
    at_least: int = 1
    weights: Weighed | None = None

    @property
    def about(self) -> dict[str, str]:
        """By what program, of which rules and which question it is: for every file."""
        return self.judged.about(self.analysis)

    @property
    def verdict(self) -> Verdict:
        """Whether it takes `at_least` errors; what was not looked for is no pass."""
        return verdict(self.analysis, self.at_least)

    @property
    def name(self) -> str:
        """The scene, the top event and the world, as `close-up/live-round/1x1`."""
        one = self.analysis
        return f"{one.scene.name}/{one.top.name}/{one.scene.size}"

    @property
    def budget(self) -> str:
        """How many errors it withstands, in a sentence."""
        one = self.analysis
        return budget(one.k_errors, complete=one.complete, searched=one.searched)

    @property
    def shot(self) -> str:
        """In how many acts the scene can be shot, in a sentence."""
        return shot(self.analysis.acts)
