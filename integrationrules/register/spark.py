"""The same counting in Apache Spark: each task reads a part of the extract and gives back numbers, which are added up here."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

import integrationrules

from .counting import Counting
from .noticed import Rejected
from .part import Part
from .problems import RegisterError
from .running import InParts, parts_of, rows_of
from .stored import Store, packed, unpacked

__all__ = ["counted_in_spark"]

_REJECTED, _REFUSED = -1, -2
"""In place of the number of a batch: what was left out of a part, and why the extract cannot be used."""
_ROW = pa.schema([("part", pa.int64()), ("number", pa.int64()), ("content", pa.binary())])


def counted_in_spark(counting: Counting, batch: int, master: str | None, store: Store | None = None) -> Iterator[Part]:
    """The parts of a register, in order. What a store has is not counted again.

    Every worker reads the files itself, so they must lie where all of them find them under the same name, and it needs the packages we
    need; the modules of this package are sent along. Raises `RegisterError`.
    """
    extract = counting.extract
    if not isinstance(extract, InParts):
        raise RegisterError("register_spark_layout", file=extract.path)
    held = {part: found for part in range(parts_of(extract)) if store is not None and (found := store.whole(part)) is not None}
    left = [part for part in range(parts_of(extract)) if part not in held]
    counted = _in_tasks(counting, batch, left, master) if left else {}
    for part in range(parts_of(extract)):
        parts, rejected = held[part] if part in held else counted[part]
        if store is not None and part not in held:
            for number, one in enumerate(parts):
                store.put(part, number, one)
            store.end(part, len(parts), rejected)
        yield from parts
        extract.rejected.include(rejected)


def _in_tasks(counting: Counting, batch: int, left: Sequence[int], master: str | None) -> dict[int, tuple[list[Part], Rejected]]:
    found: dict[int, tuple[list[Part], Rejected]] = {part: ([], Rejected()) for part in left}
    with _session(master) as session:
        try:
            rows = session.range(0, len(left), 1, len(left)).mapInArrow(_task(counting, batch, left), "part long, number long, content binary").collect()
        except Exception as error:
            # What Spark says holds the rows it was at.
            raise RegisterError("register_spark_failed", reason=type(error).__name__) from None
    for part, number, content in sorted(rows, key=lambda row: (row[0], row[1])):
        parts, rejected = found[part]
        if number == _REFUSED:
            about = json.loads(bytes(content))
            raise RegisterError(about["id"], **about["values"])
        if number == _REJECTED:
            rejected.include(Rejected.of_json(json.loads(bytes(content))))
        else:
            parts.append(unpacked(bytes(content)))
    return found


def _task(counting: Counting, batch: int, left: Sequence[int]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def run(places: Iterator[Any]) -> Iterator[Any]:
        for some in places:
            for place in some.column(0).to_pylist():
                yield from _counted(counting, batch, left[place])

    return run


def _counted(counting: Counting, batch: int, part: int) -> Iterator[Any]:
    def row(number: int, content: bytes) -> Any:
        return pa.RecordBatch.from_arrays([pa.array([part]), pa.array([number]), pa.array([content], pa.binary())], schema=_ROW)

    rejected = Rejected()
    try:
        for number, rows in enumerate(rows_of(counting.extract, part, batch, rejected)):
            yield row(number, packed(counting.part(rows)))
    except RegisterError as error:
        yield row(_REFUSED, json.dumps({"id": error.id, "values": error.values}).encode())
    yield row(_REJECTED, json.dumps(rejected.as_json()).encode())


@contextmanager
def _session(master: str | None) -> Iterator[Any]:
    """The session of the caller where there is one; else our own, which ends with the run."""
    if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("pandas") is None:
        raise RegisterError("register_spark")
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is None and not _has_java():
        raise RegisterError("register_spark_java")
    # Workers would take whatever `python3` is on the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        session = active or _own_session(master)
    except Exception as error:
        raise RegisterError("register_spark_failed", reason=type(error).__name__) from None
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)      # of the version of pandas, which nothing of ours uses
        try:
            session.sparkContext.addPyFile(_package(Path(folder)))
            yield session
        finally:
            if active is None:
                session.stop()


def _own_session(master: str | None) -> Any:
    from pyspark.sql import SparkSession

    settings = {"spark.app.name": "integrationrules", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    builder = SparkSession.builder if master is None else SparkSession.builder.master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java") is not None or (home is not None and shutil.which("java", path=os.path.join(home, "bin")) is not None)


def _package(folder: Path) -> str:
    """The modules of this package in one file, so that workers run the same version; rule files are not needed there."""
    root = Path(str(integrationrules.__file__)).parent
    target = folder / "integrationrules.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for module in sorted(root.rglob("*.py")):
            archive.write(module, Path(root.name) / module.relative_to(root))
    return str(target)
