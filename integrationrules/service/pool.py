"""Worker processes: a question each at a time, within a time; one that crashes or lasts too long is replaced."""

from __future__ import annotations

import asyncio
import multiprocessing
import queue
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from .problems import RETRY, Refusal
from .worker import Question, WorkerSettings, serve_questions

__all__ = ["Crashed", "Pool"]

_SPAWN = multiprocessing.get_context("spawn")
_START = 60.0
"""Seconds within which a worker has read its rulebook, however busy the machine."""
_QUEUED = 32
"""How many questions wait for each worker before more are refused."""


class Crashed(Exception):
    """A worker process ended in the middle of a question, and the one that was asked again did too."""


class Pool:
    """As many worker processes as are asked for; each question goes to one of them."""

    def __init__(self, size: int, settings: WorkerSettings, seconds: float) -> None:
        self._size, self._settings, self._seconds = size, settings, seconds
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        # One thread waits for one worker, so a thread that runs always finds one idle.
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="worker")
        self._waiting = 0
        self.restarts = 0
        """How many workers were replaced."""

    def start(self) -> None:
        """Starts the processes."""
        for _ in range(self._size):
            self._idle.put(_Worker(self._settings))

    def stop(self) -> None:
        """Ends them, also those that are calculating."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().end()

    async def ask(self, question: Question) -> Any:
        """The answer to a question. A crash costs one retry; raises `Crashed` after the second, `Refusal` where there is no time."""
        if self._waiting >= self._size * _QUEUED:
            raise Refusal(503, "http_busy", {}, seconds=RETRY)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._asked, question, time.monotonic() + self._seconds)
        finally:
            self._waiting -= 1

    def _asked(self, question: Question, latest: float) -> Any:
        for _ in range(2):
            left = latest - time.monotonic()
            if left <= 0:
                raise Refusal(503, "http_busy", {}, seconds=RETRY)
            worker = self._idle.get_nowait()
            try:
                answer = worker.ask(question, left)
            except TimeoutError:            # which is an OSError too
                worker = self._replaced(worker)
                raise Refusal(503, "http_too_long", {}, seconds=f"{self._seconds:g}") from None
            except (EOFError, OSError):
                worker = self._replaced(worker)
                latest = max(latest, time.monotonic() + self._seconds / 2)
                continue
            finally:
                self._idle.put(worker)
            return answer
        raise Crashed

    def _replaced(self, worker: _Worker) -> _Worker:
        worker.end()
        self.restarts += 1
        return _Worker(self._settings)


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve_questions, args=(theirs, settings), daemon=True)
        self._process.start()
        # Ours alone: without it a process that is gone would be waited for.
        theirs.close()
        self._ready = False

    def ask(self, question: Question, seconds: float) -> Any:
        """The answer; raises `EOFError` or `OSError` where the process is gone, `TimeoutError` where it takes longer."""
        self._pipe.send(question)
        if not self._pipe.poll(seconds if self._ready else max(seconds, _START)):
            raise TimeoutError
        answer = self._pipe.recv()
        self._ready = True
        return answer

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()
