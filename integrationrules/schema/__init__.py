"""JSON Schemas of rule files and case files, for editors; made from what the readers accept."""

from __future__ import annotations

from .documents import SCHEMAS, schema_of

__all__ = ["SCHEMAS", "schema_of"]
