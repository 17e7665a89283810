"""Which table of a database is meant: `FILE::TABLE`, `FILE::SCHEMA.TABLE`, or the only one there is."""

from __future__ import annotations

from collections.abc import Sequence

from integrationrules.register.problems import RegisterError

__all__ = ["TableName", "chosen_table", "quoted", "split_name"]

TableName = tuple[str, str]
"""Of its schema and of itself; the schema is empty where there are none."""
_SHOWN = 20


def split_name(name: str) -> tuple[str, str | None]:
    """Where the table is, and what it is called if that was said."""
    base, sign, table = name.rpartition("::")
    # Two colons are also part of addresses such as [::1].
    return (base, table) if sign and base and not set(table) & set("/\\]") else (name, None)


def chosen_table(path: str, tables: Sequence[TableName], wanted: str | None) -> TableName:
    """The table that is wanted, or the only one; raises `RegisterError` with those there are."""
    if not tables:
        raise RegisterError("register_no_tables", file=path)
    known = ", ".join(_full(one) for one in tables[:_SHOWN]) + (", ..." if len(tables) > _SHOWN else "")
    if wanted is None:
        if len(tables) > 1:
            raise RegisterError("register_tables", file=path, known=known)
        return tables[0]
    exact = [one for one in tables if wanted in (one[1], _full(one))]
    found = exact or [one for one in tables if wanted.lower() in (one[1].lower(), _full(one).lower())]
    if len(found) != 1:
        raise RegisterError("register_table", file=path, found=wanted, known=known)
    return found[0]


def quoted(*names: str) -> str:
    """Names as SQL writes them; an empty one is left out."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names if name)


def _full(table: TableName) -> str:
    return ".".join(name for name in table if name)
