"""One rule as a person reads it: who asks, from where, how far that was read."""

from lastlook.core.policy import Policy, Rule


def explain(policy: Policy, code: str) -> str:
    """What every pack in force says of a rule, strictest first."""
    rules = policy.rules.get(code, ())
    if not rules:
        return f"{code}: no pack in force asks for it."
    return "\n\n".join(_told(rule) for rule in rules)


def _told(rule: Rule) -> str:
    control = f", {rule.control}" if rule.control else ""
    return (
        f"{rule.number} ({rule.code}{control}), {rule.severity}, asked by {rule.pack}\n"
        f"  {rule.requirement}\n"
        f"  Source: {rule.source} ({rule.status})\n"
        f"  What to do: {rule.remedy}"
    )
