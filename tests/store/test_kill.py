"""Writers killed in the middle; many more: `python -m tests.store.kill --times 200 [--url postgresql://...]`."""

from __future__ import annotations

import sys

import pytest

from .kill import kill_writers


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_accepted_survives_writers_that_are_killed(url: str) -> None:
    assert kill_writers(url, times=4) > 0
