"""One citizen's questions."""

from .evaluate import Result, evaluate
from .questions import QuestionError
from .replay import Replayed, ReplayError, replay

__all__ = ["QuestionError", "ReplayError", "Replayed", "Result", "evaluate", "replay"]
