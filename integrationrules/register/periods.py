"""The periods a measure is asked of."""

from __future__ import annotations

from integrationrules.dates import Quarter

__all__ = ["Period"]

Period = Quarter
"""Ordered in time; its text is how data name it (`2018Q4`)."""
