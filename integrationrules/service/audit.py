"""Who asked what, and how it went: JSON Lines without ids, facts or addresses."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import IO

__all__ = ["AuditLog"]


class AuditLog:
    """Appends one line a request to a file, or to standard output where none is named."""

    def __init__(self, path: Path | None) -> None:
        self._stream: IO[str] = sys.stdout if path is None else path.open("a", encoding="utf-8")
        self._owned, self._lock = path is not None, Lock()

    def note(self, key: str | None, endpoint: str, status: int, count: int) -> None:
        """One request: the name of the key, the endpoint as we call it, the status and how many things were answered."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "key": key, "endpoint": endpoint, "status": status, "count": count}, ensure_ascii=False)
        try:
            with self._lock:
                self._stream.write(line + "\n")
                self._stream.flush()
        except OSError as error:
            # Whoever asked has their answer; that it is not on record is for whoever runs the service.
            print(f"integrationrules: the audit log cannot be written ({error.strerror})", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Closes the file."""
        if self._owned:
            self._stream.close()
