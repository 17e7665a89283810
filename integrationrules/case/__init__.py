"""One citizen's questions."""

from . import evaluate as _evaluate
from . import replay as _replay
from .arguments import checked
from .evaluate import Result
from .questions import QuestionError
from .replay import Replayed, ReplayError

__all__ = ["QuestionError", "ReplayError", "Replayed", "Result", "evaluate", "replay"]

evaluate = checked(_evaluate.evaluate)
replay = checked(_replay.replay)
