"""Running through a register: batch after batch, on several threads, past what an earlier run has already counted."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Protocol, runtime_checkable

import pyarrow as pa

from .counting import Counting
from .layouts.layout import Layout
from .noticed import Rejected
from .part import Part
from .stored import Store

__all__ = ["InParts", "cores", "counted", "parts_of", "rows_of"]

_Task = Callable[[], Part]


@runtime_checkable
class InParts(Protocol):
    """An extract that can be read part by part, each without the others."""

    def parts(self) -> int:
        """How many there are."""

    def part_rows(self, part: int | None, batch: int, rejected: Rejected) -> Iterator[pa.RecordBatch]:
        """The rows of one of them, or of all; those that cannot be used are counted instead."""


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parts_of(extract: Layout) -> int:
    """In how many parts the extract can be read."""
    return extract.parts() if isinstance(extract, InParts) else 1


def rows_of(extract: Layout, part: int, batch: int, rejected: Rejected) -> Iterator[pa.RecordBatch]:
    """The rows of a part of the extract."""
    return extract.part_rows(part, batch, rejected) if isinstance(extract, InParts) else extract.rows(batch)


def counted(counting: Counting, batch: int, threads: int, store: Store | None = None) -> Iterator[Part]:
    """The parts of a register, in order.

    One thread reads, `threads` count; as many batches are in memory as there are threads, and one more. What is in the store is not
    counted again, and what is counted goes there.
    """
    tasks = _tasks(counting, batch) if store is None else _stored_tasks(counting, batch, store)
    if threads == 1:
        for task in tasks:
            yield task()
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[Future[Part]] = deque()
        try:
            for task in tasks:
                waiting.append(pool.submit(task))
                if len(waiting) > threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _tasks(counting: Counting, batch: int) -> Iterator[_Task]:
    for rows in counting.extract.rows(batch):
        yield partial(counting.part, rows)

def _stored_tasks(counting: Counting, batch: int, store: Store) -> Iterator[_Task]:
    extract = counting.extract
    for part in range(parts_of(extract)):
        found = store.whole(part)
        if found is None:
            rejected, batches = Rejected(), 0
            for number, rows in enumerate(rows_of(extract, part, batch, rejected)):
                stored = store.get(part, number)
                yield partial(_count, counting, rows, store, part, number) if stored is None else partial(_same, stored)
                batches = number + 1
            store.end(part, batches, rejected)
        else:
            parts, rejected = found
            yield from (partial(_same, one) for one in parts)
        extract.rejected.include(rejected)


def _count(counting: Counting, rows: pa.RecordBatch, store: Store, part: int, number: int) -> Part:
    return store.put(part, number, counting.part(rows))


def _same(part: Part) -> Part:
    return part
