"""Messages about archives that cannot be used: English templates by id; the catalogues translate them."""

from __future__ import annotations

__all__ = ["MESSAGES"]

MESSAGES: dict[str, str] = {
    "unreadable": "{file}: the archive cannot be read",
    "no_archive": "{file}: not an archive of rules, as `integrationrules rulebook export` writes it",
    "too_large": "{file}: the archive is too large; at most {limit} MB and {most} files",
    "name_refused": "{file}: the archive holds '{name}', which no archive of rules holds",
    "name_twice": "{file}: the archive holds '{name}' twice",
    "format_unknown": "{file}: archive format {found}; this version of integrationrules reads format {known}. Use a later version",
    "file_missing": "{file}: the archive lacks '{name}', which its list of contents names; it was changed",
    "file_unlisted": "{file}: the archive holds '{name}', which its list of contents does not name; it was changed",
    "file_changed": "{file}: '{name}' in the archive is not the file that was put there (hash {found}, not {stated}); it was changed",
    "contents_changed": "{file}: the list of contents was changed: {what} is {found}, not {stated}",
    "no_rules": "{file}: there are no rule files",
    "several_parameters": "{file}: the archive has values of its own already; leave out --parameters",
}
