"""`integrationrules rulebook export`: a rulebook in one file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from integrationrules.case.questions import find_rules
from integrationrules.commands.terminal import say
from integrationrules.report.catalogue import Translator
from integrationrules.rulebook.archive.writing import archive_bytes, gathered
from integrationrules.rulebook.book import Rulebook
from integrationrules.whole import written_whole

__all__ = ["run"]

_SHOWN = 12


def run(book: Rulebook, source: str | None, parameters: str | None, rules: Sequence[str], output: str | None, tr: Translator) -> None:
    """Writes the archive and says what is in it. `source` and `parameters` are the files that `book` was read from."""
    rulesets = sorted({rule.id.rpartition(".")[0] for rule in find_rules(book, rules)}) if rules else []
    contents, manifest = archive_bytes(gathered(source, parameters), rulesets, Path(book.root).name)
    whole = hashlib.sha256(contents).hexdigest()
    target = output or f"rulebook-{whole[:_SHOWN]}.zip"
    with written_whole(target) as stream:
        stream.write(contents)
    counted = tr.plural("{n} rule set", "{n} rule sets", len(manifest.rulesets)).format(n=len(manifest.rulesets))
    say(tr("{file}: {rulesets}, {size} kB").format(file=target, rulesets=counted, size=-(-len(contents) // 1000)))
    say(f"sha256 {whole}")
