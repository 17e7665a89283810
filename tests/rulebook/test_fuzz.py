"""Shipped rule files, damaged at random: always an answer, never a traceback, and nothing left out in silence."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from integrationrules.rulebook.book import Rulebook, default_root, examine
from integrationrules.rulebook.model import RuleSet

from .written import ON

WORDS = ["{", "}", "[", "]", ":", ",", '"', "'", "- ", "#", "&a ", "*a", "|", ">", "!!int ", "%", "\t", "none", "open", "not ", "in", "(", ")", "1", "0.5",
         "==", "at(", "first(", "null", "~", "<<: ", "æ", "\ufeff", "\x85", "\u2028", "\r", "\x00", "1e999", "1j", "...", "---", "? ",
         "unknown", "quarter", "week", "on",
         "resident", "bands", "any", "-", ".", "0x1f", "1_000"]


def damaged(text: bytes, chance: random.Random) -> bytes:
    """One change: of a byte, of a line, or of a word."""
    kind = chance.random()
    if kind < 0.3:
        found = bytearray(text)
        place = chance.randrange(len(found))
        found[place:place + chance.choice([0, 1])] = bytes([chance.randrange(256)]) if chance.random() < 0.7 else b""
        return bytes(found)
    parts = text.split(b"\n") if kind < 0.6 else re.split(rb"(\w+)", text)
    place = chance.randrange(len(parts))
    other = parts[chance.randrange(len(parts))] if chance.random() < 0.5 else chance.choice(WORDS).encode()
    parts[place:place + chance.choice([0, 1])] = [other] if chance.random() < 0.75 else []
    return (b"\n" if kind < 0.6 else b"").join(parts)


def left_out(book: Rulebook, ruleset: RuleSet) -> list[str]:
    """Names the file gives that nothing can be asked of."""
    groups = (ruleset.parameters, ruleset.assumptions, ruleset.selections, ruleset.definitions, ruleset.candidates)
    known = {item.id.rpartition(".")[2] for group in groups for item in group} | {name for name, _ in (ruleset.codes.groups if ruleset.codes else ())}
    known |= {name for name, _ in ruleset.lists}
    return [name for name in ruleset.defined if name not in known and f"{ruleset.id}.{name}" not in {**book.rules, **book.alerts}]


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_gets_an_answer(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = tmp_path / "rulesets"
    shutil.copytree(default_root(), root)
    files = [path for path in sorted(root.rglob("*.yaml")) if "dream" not in path.parts and "cases" not in path.parts]
    for _ in range(25):
        path = chance.choice(files)
        kept = path.read_bytes()
        text = kept
        for _ in range(chance.choice([1, 1, 2, 5])):
            text = damaged(text, chance)
        path.write_bytes(text)
        book, problems = examine(root, ON)
        assert all(one.text() for one in problems.found)
        if not problems.errors:
            assert [name for ruleset in book.rulesets.values() for name in left_out(book, ruleset)] == []
            assert all(len(book.hash_of(id_)) == 64 for id_ in book.rulesets)
        path.write_bytes(kept)
