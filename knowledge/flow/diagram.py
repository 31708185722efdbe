"""A drawing of a flow, as Mermaid text: what GitHub, GitLab and many editors show as a picture."""

from __future__ import annotations

from knowledge.flow.model import Flow, Rule, Step


def diagram(flow: Flow) -> str:
    """The flow as a Mermaid flowchart: steps as boxes, outcomes as round ends, routing on the arrows."""
    lines = ["flowchart TD", f'    begin(["{_quoted(flow.title)}"]) --> {_node(flow.start)}']
    for name, step in flow.steps.items():
        lines.append(f'    {_node(name)}["{_quoted(step.name)}<br/>({step.kind})"]')
        lines.extend(_arrow(flow, name, step, rule) for rule in step.next)
    lines.extend(f'    {_node(name)}(["{_quoted(outcome.do)}"])' for name, outcome in flow.outcomes.items())
    return "\n".join(lines) + "\n"


def _arrow(flow: Flow, name: str, step: Step, rule: Rule) -> str:
    when = _when(flow, rule)
    return f'    {_node(name)} -->|"{when}"| {_node(rule.go)}' if when else f"    {_node(name)} --> {_node(rule.go)}"


def _when(flow: Flow, rule: Rule) -> str:
    if rule.when is None:
        return ""
    if isinstance(rule.when, str):
        return _quoted(rule.when)
    return "; ".join(f"{_quoted(flow.steps[step].name)}: {', '.join(values)}" for step, values in rule.when.items())


def _node(name: str) -> str:
    # Mermaid reads "end" and the like as its own words, so no name is used bare.
    return f"at_{name.replace('-', '_')}"


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")
