"""One citizen's questions."""

from .evaluation import Result
from .public import evaluate, replay
from .questions import QuestionError
from .replayed import Replayed, ReplayError

__all__ = ["QuestionError", "ReplayError", "Replayed", "Result", "evaluate", "replay"]
