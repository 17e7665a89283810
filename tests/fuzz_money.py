"""Damaged investment cases, files of inputs and models through `invest`, `model` and `check`: `python -m tests.fuzz_money --files 2000 --seed 1`.

A value is taken out, doubled, exchanged or made another kind; then the command runs as a user would run it. Wrong is an exception, another
exit code than answered or refused, a file left behind by a refusal, five seconds of a processor, a CPR number in what is said of a mistake,
a formula in a cell, or a script on the page. Every distinct one is printed with the file that caused it.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from integrationrules import cli
from integrationrules.commands import failures
from integrationrules.rulebook.book import default_root
from tests.fuzz import EXAMPLES, MEMORY, _limited
from tests.rulebook.test_fuzz import damaged

CPR = re.compile(r"(?<!\d)(?:0101701234|010170-1234|311299-4321|3112994321)(?!\d)")
WORDS = ["1.234", "1,234", "25", "0.25", "25 %", "1e400", "1e13", "9999999999999", "9" * 45, ".nan", "-.inf", "-1", "0", "-0.0", "1_000", "0x1f", "010",
         "null", "~", "unknown", "none", "true", "no", '""', "mange penge", "84,1 EUR", "$5", "12 kr.", "1 mio_kr", "2014-13", "2014-02-30", "1066",
         "99999", "2015.5", "-2015", "'=1+1'", "'=cmd|''/c calc''!A1'", "'@SUM(A1)'", "'+4512345678'", "'-2+3'", "<script>alert(1)</script>", "'</script>'",
         "'&amp;<b>'", "010170-1234", "'010170-1234'", "0101701234", "311299-4321", '"a\\u202eb"', '"\\u0000"', '"\\u0007"', '"\\uFFFE"', '"\\uD800"',
         "æøå", "😀", "'" + "lang " * 2000 + "'", "[]", "{}", "[[]]", "{a: {b: {c: 1}}}", "[" * 70 + "]" * 70, "{a: " * 70 + "1" + "}" * 70,
         "&a 1", "*a", "!!python/object:os.system x", "{from: 2019, to: 2015}", "{from: 2015, to: 2019, is: 5}", "{low: 5, likely: 1, high: 3}",
         "{2015: 1, 2015: 2}", "{is: 1, least: 2, most: 1}", "{da: x}", "{en: x}", "[a, a]", "municipality", "DKK", "EUR", "mio_kr", "saving", "Service"]
FORMS = ["text", "text", "text", "text", "json", "json", "csv", "html", "xlsx", "docx", "pdf"]


@dataclass
class Tally:
    """What happened, and each distinct mistake once."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)
    slowest: float = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One run of a command."""

    code: int
    out: str
    err: str
    caught: BaseException | None


def changed(text: str, chance: random.Random) -> str:
    """One change that knows the places of values: where the text is no YAML any more, a change of its bytes."""
    places = _places(text)
    if not places or chance.random() < 0.12:
        return damaged(text.encode("utf-8", "replace") or b"x", chance).decode("utf-8", "replace")
    key, start, end = chance.choice(places)
    old = text[start:end]
    gap = old[len(old.rstrip()):]
    kind = chance.random()
    if kind < 0.14:
        return text[:key] + text[end:]
    if kind < 0.22:
        line = text.rfind("\n", 0, key) + 1
        between = ", " if text[line:key].strip() else "\n" + text[line:key]
        return text[:end].rstrip() + between + text[key:end] + text[end:]
    if kind < 0.38:
        _, other, stop = chance.choice(places)
        return text[:start] + text[other:stop].strip() + gap + text[end:]
    if kind < 0.46 and key < start:
        return text[:key] + chance.choice(["other", "is", "2015", "from", "to", "010170-1234", "'=x'", "years", "span", "low"]) + ": " + text[start:]
    if kind < 0.72 and (number := re.search(r"\d[\d.]*", old)):
        shown = number[0]
        new = chance.choice([str(chance.randrange(1, 9)), str(chance.randrange(1990, 2040)), shown + "5", "-" + shown, shown + " %", shown + "0" * 9,
                             shown.replace(".", ","), "0"])
        return text[:start + number.start()] + new + text[start + number.end():]
    return text[:start] + chance.choice(WORDS) + gap + text[end:]


def _places(text: str) -> list[tuple[int, int, int]]:
    """Where each value's key begins, or the value itself, and from where to where the value stands."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    return [] if root is None else list(_below(root, 0))


def _below(node: yaml.Node, depth: int) -> Iterator[tuple[int, int, int]]:
    if depth > 30:
        return
    pairs = node.value if isinstance(node, yaml.MappingNode) else [(one, one) for one in node.value] if isinstance(node, yaml.SequenceNode) else []
    for key, value in pairs:
        yield key.start_mark.index, value.start_mark.index, value.end_mark.index
        yield from _below(value, depth + 1)


def run(arguments: list[str]) -> Answer:
    """A command line in this process; what it would only call unexpected is kept."""
    caught: list[BaseException] = []
    told = failures.report

    def report(error: Exception, lang: str, unusable: int, unexpected: int) -> int:
        code = told(error, lang, unusable, unexpected)
        if code == unexpected:
            caught.append(error)
        return code

    out, err = io.StringIO(), io.StringIO()
    failures.report = report
    try:
        with redirect_stdout(out), redirect_stderr(err), _limited():
            code = cli._exit_code(arguments)
    except (Exception, SystemExit) as error:
        return Answer(-1, out.getvalue(), err.getvalue(), error)
    finally:
        failures.report = told
    return Answer(code, out.getvalue(), err.getvalue(), caught[0] if caught else None)


def judged(answer: Answer, fine: tuple[int, ...], folder: Path, output: Path | None, before: set[Path]) -> list[str]:
    """What is wrong with an answer, each in a few words that are the same for the same mistake."""
    if answer.caught is not None:
        frames = traceback.extract_tb(answer.caught.__traceback__)
        place = next((f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames) if "integrationrules" in one.filename), "?")
        return [f"{type(answer.caught).__name__} at {place}: {re.sub(r'[0-9]+', 'N', str(answer.caught))[:90]}"]
    found = [] if answer.code in fine else [f"exit {answer.code}"]
    refused = answer.code != 0
    if refused and CPR.search(answer.err + (answer.out if answer.code == 2 else "")):
        line = next((line for line in (answer.err + answer.out).splitlines() if CPR.search(line)), "")
        found.append("a CPR number is said of a mistake: " + re.sub(r"^\S+", "", CPR.sub("CPR", line))[:90])
    if answer.code == 2 and (set(folder.iterdir()) - before or answer.out):
        found.append("refused, but written")
    if answer.code == 2 and not answer.err.strip():
        found.append("refused without a word")
    if answer.code == 0 and output is not None:
        found += _in_file(output)
    if answer.code == 0 and output is None and re.search(r"(?<![\w.])-?(nan|inf|NaN|Infinity)(?![\w.])", answer.out) and not answer.out.startswith("{"):
        found.append("nan or inf in the text")
    return found


def _in_file(path: Path) -> list[str]:
    if not path.exists():
        return [f"answered, but no {path.suffix}"]
    content = path.read_bytes()
    if path.suffix == ".json":
        json.loads(content, parse_constant=lambda word: (_ for _ in ()).throw(AssertionError(word)))
    elif path.suffix == ".csv":
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        if any(re.match(r"[=@\t]|[+-](?![0-9.,]*$)", cell) for row in rows for cell in row):
            return ["a formula in the csv"]
    elif path.suffix == ".html":
        if b"<script>alert" in content:
            return ["a script on the page"]
    elif path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if name.endswith(".xml"):
                    part = parts.read(name)
                    if b"<f>cmd|" in part or b"<f>SUM(A1)</f>" in part:
                        return ["a title became a formula"]
                    if name.startswith(("xl/worksheets/sheet", "word/document")):
                        _parsed(part)
    return []


def _parsed(content: bytes) -> None:
    from xml.etree import ElementTree

    ElementTree.fromstring(content)


def _command(chance: random.Random, folder: Path, kind: str, source: Path) -> tuple[list[str], Path | None]:
    file = folder / f"case{source.suffix}"
    output = None
    asked = ["--lang", chance.choice(["da", "en"])]
    form = chance.choice(FORMS if kind == "invest" else ["text", "json"])
    if form != "text":
        asked += ["--format", form]
    if chance.random() < 0.4 or form in ("xlsx", "docx"):
        output = folder / f"out.{form}"
        asked += ["-o", str(output)]
    if chance.random() < 0.3:
        asked += ["--draws", chance.choice(["1", "50", "50", "0", "-1", "x"])]
    if chance.random() < 0.2:
        place = chance.choice(["lines.spent_2015_17.span.is", "assumptions.needed", "assumptions.price.is", "claims", "effect", "persons",
                               "salary", "staff", "x.y"])
        asked += ["--set", place + "=" + chance.choice(WORDS)]
    if kind == "model":
        return ["model", re.search(r"(?m)^model: (\S+)", source.read_text(encoding="utf-8"))[1], str(file), *asked], output   # type: ignore[index]
    if chance.random() < 0.3:
        asked += chance.choice([["--split", "even"], ["--npv"], ["--scenario", "low"], ["--scenario", "high"], ["--split", "odd"]])
    return ["invest", str(file), *asked], output


def _once(chance: random.Random, folder: Path, root: Path, tally: Tally) -> None:
    kind = chance.choice(["invest", "invest", "invest", "invest", "model", "model", "check"])
    where = {"invest": EXAMPLES / "investments", "model": EXAMPLES / "models", "check": root / "dk" / "economics"}[kind]
    source = chance.choice(sorted(where.rglob("*.yaml") if kind != "check" else where.rglob("model.yaml")))
    kept = source.read_text(encoding="utf-8")
    text = kept
    for _ in range(chance.choice([1, 1, 1, 1, 2, 4])):
        text = changed(text, chance)
    content = text.encode("utf-8", "surrogatepass")
    if kind == "check":
        fine: tuple[int, ...] = (0, 1, 2)
        command, output, file = ["check", str(root), "--lang", chance.choice(["da", "en"])], None, source
    else:
        command, output = _command(chance, folder, kind, source)
        file, fine = folder / f"case{source.suffix}", (0, 2)
    file.write_bytes(content)
    began = time.process_time()
    try:
        before = set(folder.iterdir())
        answer = run(command)
        spent = time.process_time() - began
        tally.slowest = max(tally.slowest, spent)
        found = judged(answer, fine, folder, output, before)
    except AssertionError as error:
        found = [f"{error} in the json"]
    except SyntaxError as error:
        found = [f"{command[0]}: a part of the file is no XML ({error.msg})"]
    finally:
        if kind == "check":
            source.write_text(kept, encoding="utf-8")
        for left in folder.iterdir():
            left.unlink()
    tally.counts[f"{kind} {'WRONG' if found else {0: 'answered', 1: 'found errors', 2: 'refused'}[answer.code]}"] += 1
    for one in found:
        shown = "\n".join(_difference(kept, text))
        if len(shown) < len(tally.wrong.get(one, "x" * 10**6)):
            tally.wrong[one] = f"{' '.join(command)}   [{source.name}]\n{shown}\n{answer.err[-300:]}"


def _difference(old: str, new: str) -> list[str]:
    from difflib import unified_diff

    return [line[:200] for line in unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0) if line[:2] not in ("--", "++")][:12]


def _some(arguments: tuple[int, int]) -> Tally:
    seed, files = arguments
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        root, folder = Path(name) / "rulesets", Path(name) / "work"
        folder.mkdir()
        # Models that use no rules: those they use take longer to check than the damage is worth.
        for model in sorted((default_root() / "dk" / "economics").glob("*/model.yaml")):
            if "uses:" not in model.read_text(encoding="utf-8"):
                shutil.copytree(model.parent, root / "dk" / "economics" / model.parent.name)
        shutil.copytree(default_root() / "dk" / "economics" / "tax", root / "dk" / "economics" / "tax")      # a folder without any rules.yaml is refused
        for _ in range(files):
            _once(chance, folder, root, tally)
    return tally


def main(arguments: list[str] | None = None) -> int:
    """1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("--files", 500), ("--seed", 1), ("--processes", 2)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args(arguments)
    began, share = time.perf_counter(), -(-asked.files // (4 * asked.processes))
    total = Tally()
    with ProcessPoolExecutor(asked.processes) as pool:
        for found in pool.map(_some, [(asked.seed * 1000 + place, share) for place in range(4 * asked.processes)]):
            total.counts += found.counts
            total.slowest = max(total.slowest, found.slowest)
            for what, example in found.wrong.items():
                total.wrong[what] = min(example, total.wrong.get(what, example), key=len)
    for what, example in sorted(total.wrong.items()):
        print(f"WRONG {what}\n{example}\n")
    print(", ".join(f"{count:,} {what}" for what, count in sorted(total.counts.items())) +
          f"; {time.perf_counter() - began:.0f} s, the slowest {total.slowest:.1f} s")
    return 1 if total.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
