"""`integrationrules schema`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

import json

from integrationrules.commands.terminal import UnusableInput
from integrationrules.report.catalogue import translator
from integrationrules.schema import SCHEMAS, schema_of
from integrationrules.whole import write_whole

__all__ = ["run"]


def run(name: str, lang: str, output: str | None) -> None:
    """Prints the schema, or writes it to a file; raises `UnusableInput` where there is none of that name."""
    tr = translator(lang)
    if name not in SCHEMAS:
        known = ", ".join(SCHEMAS)
        raise UnusableInput(tr("there is no schema '{name}'; there are: {known}").format(name=name, known=known))
    text = json.dumps(schema_of(name, tr), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        print(text, end="")
        return
    try:
        write_whole([text], output)
    except OSError as error:
        raise UnusableInput(tr("--output: {file} cannot be written ({why})").format(file=output, why=error.strerror or type(error).__name__)) from None
