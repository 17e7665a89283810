"""The function callers outside the package measure with: that of this folder, with its arguments looked at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Type checkers look at the arguments themselves.
    from .run import measure
else:
    from integrationrules.case.arguments import checked

    from .run import measure as _measure

    measure = checked(_measure)

__all__ = ["measure"]
