"""`integrationrules replay`: recorded results answered again with the rules of an archive."""

from __future__ import annotations

import json

from integrationrules.case.records import RecordError, read_records
from integrationrules.case.replaying import replay_record
from integrationrules.commands.evaluate import salt
from integrationrules.commands.terminal import say
from integrationrules.report.catalogue import translator
from integrationrules.report.replayed import replayed_text, summary
from integrationrules.rulebook.archive.writing import gathered
from integrationrules.rulebook.book import Rulebook

__all__ = ["run"]


def run(path: str, book: Rulebook, rulebook: str | None, parameters: str | None, lang: str, form: str | None) -> int:
    """Prints of each record whether the answers are the same, as text unless `form` is json; 1 if one is not, else 0."""
    tr = translator(lang)
    files = gathered(rulebook, parameters)
    counted = same = 0
    with open(path, "rb") as stream:
        for number, record in enumerate(read_records(stream, path, salt()), 1):
            try:
                found = replay_record(record, book, files, salt())
            except RecordError as error:
                raise error.at(number) from None
            counted, same = counted + 1, same + found.same
            if form == "json":
                print(json.dumps({"format": 1, "record": number, **found.as_json()}, ensure_ascii=False), flush=True)
            elif not found.same:
                say(replayed_text(found, number, book, tr))
    if form != "json":
        say(summary(counted, same, tr))
    return 0 if same == counted else 1
