"""One text for one content: what events are compared, hashed and stored by."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from .problems import StoreError
from .values import Content

__all__ = ["canonical", "content_of"]


def canonical(content: Content) -> str:
    """JSON with sorted keys, without spaces, in ASCII; 25 and 25.0 are one number. Raises `StoreError` for more digits than JSON carries."""
    return json.dumps(_plain(content), sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_of(text: str) -> Content:
    """What a canonical text says."""
    found: dict[str, Any] = json.loads(text)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal | float):
        exact = Decimal(str(value))
        if exact == exact.to_integral_value() and abs(exact) < 10**15:
            return int(exact)
        if Decimal(repr(float(exact))) != exact:
            raise StoreError("event_number")
        return float(exact)
    return value
