"""One citizen's questions."""

from .evaluate import Result, evaluate
from .questions import QuestionError

__all__ = ["QuestionError", "Result", "evaluate"]
