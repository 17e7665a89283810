"""Case files: YAML for people, JSON and JSON Lines for programs.

`.yaml` and `.yml` hold one case or several documents separated by `---`; `.json` one case or a list; `.jsonl`
one case a line. `-`, streams and files without extension are read by their content: JSON Lines if the first line
is a whole JSON object, else one JSON text if it begins as one, else YAML.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path as FilePath
from typing import IO, Any

from pydantic import ValidationError

from integrationrules.timeline.arrivals import Arrivals
from integrationrules.timeline.documents import (
    AT_KEY,
    DocumentError,
    Positions,
    json_value,
    positions,
    yaml_values,
)
from integrationrules.timeline.messages import shape, shown
from integrationrules.timeline.problems import CaseError, Path, Place, Problem, refused
from integrationrules.timeline.timeline import Timeline
from integrationrules.timeline.versions import refuse_contradictions
from integrationrules.timeline.writing import Format, write_case, write_cases

__all__ = ["CaseError", "Format", "Problem", "decoded", "limited", "opened", "parse_case", "placer", "read_cases", "timeline_of", "write_case", "write_cases"]

_YAML_LIMIT = 64 * 2**20
_JSON_LIMIT = 256 * 2**20
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"

Pseudonym = Callable[[str], str]


def read_cases(
    source: str | os.PathLike[str] | IO[str] | IO[bytes] | Arrivals, pseudonym: Pseudonym | None = None
) -> Iterator[Timeline]:
    """The cases of a file, of standard input (`-`) or of an open stream, one at a time.

    `pseudonym` replaces each citizen's id before it is looked at. Raises `CaseError` at the first case that
    cannot be used, with every mistake in it; its messages repeat no id and no CPR number.
    """
    if not isinstance(source, str | os.PathLike):
        if not hasattr(source, "readline"):
            raise TypeError(f"read_cases: the source must be a file name or an open stream; found {type(source).__name__}")
        name = str(getattr(source, "name", "-"))
        yield from _by_content(_lines(source, name), name, pseudonym)
        return
    if source == "-":
        if sys.stdin is None:
            raise _problem("-", "input_closed")
        yield from _by_content(_lines(getattr(sys.stdin, "buffer", sys.stdin), "-"), "-", pseudonym)
        return
    name, suffix = os.fspath(source), FilePath(source).suffix.lower()
    with opened(name) as stream:
        if suffix not in ("", ".yaml", ".yml", ".json", ".jsonl"):
            raise _problem(name, "file_type_unknown", found=shown(suffix).strip("'"))
        if not suffix:
            yield from _by_content(_lines(stream, name), name, pseudonym)
        elif suffix == ".jsonl":
            yield from _json_lines(_lines(stream, name), name, pseudonym)
        elif suffix == ".json":
            yield from _json_text(decoded(limited(stream, _JSON_LIMIT, name), name), name, pseudonym)
        else:
            yield from _yaml_text(decoded(limited(stream, _YAML_LIMIT, name), name), name, pseudonym)


def _problem(place: str, message_id: str, **values: Any) -> CaseError:
    return CaseError((Problem(place, "", message_id, values),))


def opened(name: str) -> IO[bytes]:
    """A file to read from; raises `CaseError` where there is none."""
    if not name:
        raise _problem("''", "file_unnamed")
    if os.path.isdir(name):
        raise _problem(name, "file_is_directory")
    try:
        return open(name, "rb")
    except FileNotFoundError:
        raise _problem(name, "file_missing") from None
    except (OSError, ValueError):
        raise _problem(name, "file_unreadable") from None


def _lines(stream: IO[Any] | Arrivals, name: str) -> Iterator[bytes]:
    """The lines of a stream of texts or bytes; a line longer than the limit for YAML comes in pieces."""
    try:
        while line := stream.readline(_YAML_LIMIT):
            yield line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
    except OSError:
        raise _problem(name, "file_unreadable") from None


def limited(stream: IO[bytes], limit: int, name: str) -> bytes:
    """All of a stream; raises `CaseError` if it holds more than the limit."""
    try:
        found = stream.read(limit + 1)
    except OSError:
        raise _problem(name, "file_unreadable") from None
    if len(found) > limit:
        size = max(os.fstat(stream.fileno()).st_size, len(found))
        raise _problem(name, "file_too_large", found=size // 2**20, limit=limit // 2**20)
    return found


def decoded(found: bytes, place: str, may_be_empty: bool = False) -> str:
    """The text of some bytes; raises `CaseError` where they are not UTF-8."""
    if found.startswith(_UTF16):
        raise _problem(place, "file_utf16")
    if b"\0" in found:
        raise _problem(place, "file_binary")
    try:
        text = found.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _problem(place, "file_not_utf8", byte=error.start + 1) from None
    if not may_be_empty and not text.strip():
        raise _problem(place, "file_empty")
    return text


def _by_content(lines: Iterator[bytes], name: str, pseudonym: Pseudonym | None) -> Iterator[Timeline]:
    before: list[bytes] = []
    for line in lines:
        before.append(line)
        if line.removeprefix(_UTF8_MARK).strip():
            break
    first = decoded(b"".join(before), name).strip()
    if _is_whole_object(first):
        yield from _json_lines(chain(before, lines), name, pseudonym)
        return
    rest = _gathered(chain(before, lines), name)
    text = decoded(rest, name)
    begins = text.lstrip()[:1] + text.lstrip()[1:].lstrip()[:1]
    if begins in ('{"', "{}", "[{", "[]", '["'):
        yield from _json_text(text, name, pseudonym)
    elif len(rest) > _YAML_LIMIT:
        raise _problem(name, "file_too_large", found=len(rest) // 2**20, limit=_YAML_LIMIT // 2**20)
    elif _only_first_is_bad(text):
        yield from _json_lines((line + b"\n" for line in rest.split(b"\n")), name, pseudonym)
    else:
        yield from _yaml_text(text, name, pseudonym)


def _gathered(lines: Iterator[bytes], name: str) -> bytes:
    found = bytearray()
    for line in lines:
        found += line
        if len(found) > _JSON_LIMIT:
            raise _problem(name, "file_too_large", found=len(found) // 2**20, limit=_JSON_LIMIT // 2**20)
    return bytes(found)


def _is_whole_object(line: str) -> bool:
    """Whether a line is a JSON object, or is meant to be one: an error in it is then an error of that line."""
    if not line.startswith('{"'):
        return line.startswith("{") and line[1:2].isalnum() and ":" not in line
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line.endswith("}")
    return True


def _only_first_is_bad(text: str) -> bool:
    """Whether a text is JSON Lines but for its first line; YAML's own first lines are not taken for one."""
    first, *others = text.lstrip().split("\n", 2)
    return bool(others) and first[0] not in "-#%" and _is_whole_object(others[0].strip())


def _json_lines(lines: Iterator[bytes], name: str, pseudonym: Pseudonym | None) -> Iterator[Timeline]:
    read = False
    for number, line in enumerate(lines, 1):
        place = f"{name} line {number}"
        text = decoded(line, name if number == 1 else place, may_be_empty=True)
        if not text or text.isspace():
            continue
        read = True
        try:
            raw = json_value(text)
        except DocumentError as error:
            raise _problem(place, error.id, **error.values) from None
        yield timeline_of(raw, pseudonym, lambda path, at_key, place=place: place)  # type: ignore[misc]
    if not read:
        raise _problem(name, "file_empty")


def _json_text(text: str, name: str, pseudonym: Pseudonym | None) -> Iterator[Timeline]:
    try:
        found = json_value(text)
    except DocumentError as error:
        raise CaseError((_with_place(error, text).problem(name),)) from None
    several = isinstance(found, list)
    if several and not found:
        raise _problem(name, "no_cases")
    for number, raw in enumerate(found if several else [found]):
        prefix: Path = (number,) if several else ()
        yield timeline_of(raw, pseudonym, placer(text, name, 0, prefix))


def _with_place(error: DocumentError, text: str) -> DocumentError:
    """A JSON error without a place, with the place at which the same text fails as YAML for the same reason."""
    if not error.line:
        try:
            for _ in yaml_values(text):
                pass
        except DocumentError as same:
            if same.id == error.id:
                return same
    return error


def _yaml_text(text: str, name: str, pseudonym: Pseudonym | None) -> Iterator[Timeline]:
    values = yaml_values(text)
    number = -1
    while True:
        try:
            raw = next(values, None)
        except DocumentError as error:
            raise CaseError((error.problem(name),)) from None
        if raw is None:
            break
        number += 1
        yield timeline_of(raw, pseudonym, placer(text, name, number))
    if number < 0:
        raise _problem(name, "file_empty")


def placer(text: str, name: str, document: int, prefix: Path = ()) -> Place:
    """Says where a path of the document stands; the text is read again, once, when the first mistake is found."""
    known: list[Positions] = []

    def place(path: Path, at_key: bool) -> str:
        if not known:
            read = positions(text)
            known.append(read[document] if document < len(read) else {})
        path = (*prefix, *path)
        if at_key and (*path, AT_KEY) in known[0]:
            line, column = known[0][(*path, AT_KEY)]
            return f"{name}:{line}:{column}"
        while path and path not in known[0]:
            path = path[:-1]
        return "{}:{}:{}".format(name, *known[0][path]) if path in known[0] else name

    return place


def parse_case(raw: object) -> Timeline:
    """The timeline of plain values; raises `CaseError` with every mistake, naming fields and repeating no id."""
    return timeline_of(raw, None, lambda path, at_key: "case")


def timeline_of(raw: object, pseudonym: Pseudonym | None, place: Place) -> Timeline:
    """The timeline of plain values that stand at `place`; raises `CaseError` with every mistake."""
    if not isinstance(raw, dict):
        raise CaseError((Problem(place((), False), "", "not_a_case", {"found": shape(raw)}),))
    if pseudonym is not None and isinstance(citizen := raw.get("citizen"), dict) and citizen.get("id") is not None:
        raw = {**raw, "citizen": {**citizen, "id": pseudonym(str(citizen["id"]))}}
    try:
        timeline = Timeline.model_validate(raw, by_name=False)
    except ValidationError as error:
        raise refused(error, raw, place) from None
    refuse_contradictions(timeline, place)
    return timeline
