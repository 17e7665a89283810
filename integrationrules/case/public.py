"""The functions callers outside the package ask with: those of this folder, with their arguments looked at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Type checkers look at the arguments themselves.
    from .evaluation import evaluate
    from .replayed import replay
else:
    from .arguments import checked
    from .evaluation import evaluate as _evaluate
    from .replayed import replay as _replay

    evaluate = checked(_evaluate)
    replay = checked(_replay)

__all__ = ["evaluate", "replay"]
