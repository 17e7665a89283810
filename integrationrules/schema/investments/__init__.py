"""The JSON Schema of investment cases."""

from __future__ import annotations

from .schema import investment_schema

__all__ = ["investment_schema"]
