"""Damage to a document: a place left out, filled with something else, renamed, or added beside. Drawn at random, or every one of them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import strategies as st

__all__ = ["damaged", "every_damage"]

Path = tuple[Any, ...]

OTHER: tuple[Any, ...] = (None, {}, [], "x", 7, 2.5, True, ["a", "b"], {"da": "x", "en": "y"}, "2018-05-28", "none", "open", "citizen.born", {"else": "on"})
WORDS = ("x", "X-1", "when", "facts", "from", "is", "by", "at", "source", "label", "on", "to", "through", "kind", "value", "type")


def _places(document: Any, path: Path = ()) -> Iterator[Path]:
    """Every place of a document but the whole."""
    inside = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for step, value in inside:
        yield (*path, step)
        yield from _places(value, (*path, step))


def _holder(document: Any, path: Path) -> Any:
    for step in path[:-1]:
        document = document[step]
    return document


@st.composite
def damaged(draw: st.DrawFn, good: list[Any]) -> Any:
    """A document with one place damaged."""
    document = copy.deepcopy(draw(st.sampled_from(good)))
    path = draw(st.sampled_from(list(_places(document))))
    holder = _holder(document, path)
    change = draw(st.sampled_from(("leave out", "rename", "add", "fill")))
    if change == "leave out":
        del holder[path[-1]]
    elif change == "fill" or isinstance(holder, list):
        holder[path[-1]] = draw(st.sampled_from(OTHER))
    elif change == "add":
        holder.setdefault(draw(st.sampled_from(WORDS)), draw(st.sampled_from(OTHER)))
    else:
        holder.setdefault(draw(st.sampled_from(WORDS)), holder.pop(path[-1]))
    return document


def every_damage(good: list[Any]) -> Iterator[Any]:
    """Each document that `damaged` can draw, once (a rename to a name that is there only leaves out)."""
    for document in good:
        added = set()
        for path in _places(document):
            last, holder = path[-1], _holder(document, path)
            yield _changed(document, path, lambda there, last=last: there.pop(last))
            for other in OTHER:
                yield _changed(document, path, lambda there, last=last, other=other: there.__setitem__(last, other))
            if isinstance(holder, list):
                continue
            for word in (word for word in WORDS if word not in holder):
                yield _changed(document, path, lambda there, last=last, word=word: there.__setitem__(word, there.pop(last)))
            if path[:-1] not in added:
                added.add(path[:-1])
                for word, other in product((word for word in WORDS if word not in holder), OTHER):
                    yield _changed(document, path, lambda there, word=word, other=other: there.__setitem__(word, other))


def _changed(document: Any, path: Path, change: Any) -> Any:
    changed = copy.deepcopy(document)
    change(_holder(changed, path))
    return changed
