"""The safety check: finds signs of harm in what people write, and says who can help.

Content comes from `load_safety`; `SafetyCheck(content).check(text)` gives an `Alert` or None, and `help_for` the reply.
"""

from knowledge.safety.check import Alert, SafetyCheck
from knowledge.safety.help import Help, help_for
from knowledge.safety.loading import load_safety
from knowledge.safety.models import SafetyContent, Signpost

__all__ = ["Alert", "Help", "SafetyCheck", "SafetyContent", "Signpost", "help_for", "load_safety"]
