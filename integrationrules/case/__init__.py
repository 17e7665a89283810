"""One citizen's questions."""

from .evaluate import Result
from .public import evaluate, replay
from .questions import QuestionError
from .replay import Replayed, ReplayError

__all__ = ["QuestionError", "ReplayError", "Replayed", "Result", "evaluate", "replay"]
