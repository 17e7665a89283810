"""What an author of rules did wrong, where, and what to write instead: stable codes, one catalogue."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["CATALOGUE", "Diagnostic", "Diagnostics", "Mark", "RulebookError", "Severity", "nearest", "plain_message"]

Severity = Literal["error", "warning", "notice"]
_MANY = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file: one-based line and column, how many characters, and the line itself."""

    path: str
    line: int
    column: int
    length: int = 1
    source: str = ""

    def narrowed(self, text: str) -> Mark:
        """Only this text, where it stands at or after the mark on its line."""
        found = self.source.find(text, self.column - 1)
        return self if found < 0 else Mark(self.path, self.line, found + 1, len(text), self.source)

    def last(self, length: int) -> Mark:
        """Its last characters, where it stands on one line."""
        return Mark(self.path, self.line, self.column + self.length - length, length, self.source) if self.length > length else self

    def seen_from(self, path: str) -> str:
        """Where it is, said to a reader of another place: the file only if it is another."""
        return f"on line {self.line}" + (f" of {self.path.rpartition('/')[2]}" if self.path != path else "")


CATALOGUE: dict[str, tuple[Severity, str, str]] = {
    # code: (severity, message, help)
    "IR001": ("error", "not valid YAML: {problem}", "{advice}"),
    "IR002": ("error", "'{word}' means true or false to many YAML readers", "write the word in quotes, or use true / false"),
    "IR003": ("error", "the expression was cut at a comma inside {{...}}: '{text}' stands alone", "put the whole expression in quotes, or on its own line"),
    "IR004": ("error", "the key '{key}' is given twice (first {where})", "keep one of the two"),
    "IR005": ("error", "unknown key '{key}' in {place}{suggestion}", "keys allowed here: {allowed}"),
    "IR006": ("error", "{place} needs '{key}'", "add it with its value"),
    "IR007": ("error", "{name} is {found}; expected {expected}", "see the shape in docs/rule-language.md"),
    "IR008": ("error", "'{found}' is not {expected}", "write {example}"),
    "IR009": ("error", "{path} cannot be used: {why}", "rule files are UTF-8 text of moderate size"),
    "IR010": ("error", "the file says rule set '{found}', but its folder makes it '{expected}'", "let the id follow the folder"),
    "IR011": ("error", "unknown rule set '{name}'{suggestion}", "a rule set's id is its folder with dots"),
    "IR012": ("error", "'{name}' is defined in terms of itself: {path}", "break the circle"),
    "IR013": ("error", "'{name}' is already defined {where}", "names are shared by parameters, assumptions, facts, sets, measures and rules"),
    "IR014": ("error", "'{name}' is {why}", "choose another name"),
    "IR015": ("error", "no rule sets are found here: {why}", "name the folder that holds them; each rule set is a folder in it with a rules.yaml"),
    "IR101": ("notice", "no value from {start} to {end}", "questions in that time answer unknown; leave the hole if the value was not read"),
    "IR102": ("error", "two values hold from {start} to {end}", "let one end where the other begins (`to` is not included)"),
    "IR103": ("error", "{place} has no source", "name one of the sources at the top of the file"),
    "IR104": ("error", "unknown source '{name}'{suggestion}", "list it under sources"),
    "IR105": ("error", "{start} is not before {end}", "`from` is the first day, `to` the day after the last"),
    "IR106": ("error", "'{found}' does not fit the parameter: expected {expected}", "see parameters in docs/rule-language.md"),
    "IR107": ("notice", "the last value of '{name}' ended on {last}; there is none on {on}", "questions after it answer unknown; add the value that holds now"),
    "IR110": ("error", "the default '{found}' is not one of the options{suggestion}", "options: {options}"),
    "IR111": ("error", "'{found}' says nothing as the name of an option", "name what it means, for example counts / does_not_count"),
    "IR112": ("error", "an assumption needs at least two options", "a question with one answer is no assumption"),
    "IR113": ("error", "the assumption '{name}' is also declared in {other}", "callers name assumptions by their last part; share one through uses"),
    "IR114": ("error", "'{name}' leans on {count} combinations of options left undecided; at most {most}", "give some of {names} a default"),
    "IR120": ("error", "there is no parameter '{name}'{suggestion}", "name a parameter of the rulebook by its full id"),
    "IR121": ("error", "a value is on file from {start} to {end} ({where})", "leave those days out, or say `replaces: true` to use this value instead"),
    "IR122": ("error", "'{name}' is in {expected}, not in {found}", "leave `unit` out, or write the parameter's own"),
    "IR123": ("error", "'{name}' is no rule set with register codes{suggestion}", "name it by its full id, or leave `ruleset` out where only one has them"),
    "IR124": ("error", "the register codes have no group '{name}'{suggestion}", "name one of their groups, or say `new: true`"),
    "IR125": ("error", "the code '{name}' is on file in '{group}'", "leave it out, or say `replaces: true` in the group it shall be in"),
    "IR126": ("error", "there would be {count} register codes; at most {most}", "leave out codes that the register does not have"),
    "IR127": ("error", "'{name}' is neither a register code nor a group of them{suggestion}", "name codes and groups, the strongest first"),
    "IR201": ("error", "the expression cannot be read: {problem}", "expressions are names, numbers, calls, comparisons, and / or / not / in"),
    "IR202": ("error", "{what} is not part of the rule language", "use names, numbers, calls, comparisons, and / or / not / in, + - * //"),
    "IR210": ("error", "unknown {what} '{name}'{suggestion}", "names come from this file, from uses, or from the language"),
    "IR211": ("error", "{found} cannot be used here; expected {expected}", "see types in docs/rule-language.md"),
    "IR212": ("error", "{left} cannot be compared or added to {right}", "give both sides the same unit"),
    "IR213": ("error", "{function} takes {expected}; {found} given", "see functions in docs/rule-language.md"),
    "IR214": ("error", "unknown function '{name}'{suggestion}", "functions: {allowed}"),
    "IR215": ("error", "'{name}' is not one of the options{suggestion}", "options: {options}"),
    "IR216": ("error", "unknown {what} '{name}'{suggestion}", "allowed: {allowed}"),
    "IR217": ("error", "`where` may only use the fact's own fields and fixed words, not '{name}'", "move the condition to a set or measure"),
    "IR218": ("error", "'{{{name}}}' in says is no value of this rule set{suggestion}", "name a measure, parameter, period field, or field of the conclusion"),
    "IR219": ("error", "{place} lacks the {language} text", "write both: {{da: ..., en: ...}}"),
    "IR220": ("error", "'{name}' needs a {needs}, but the rule is for: {period}", "ask for: {needs}"),
    "IR301": ("warning", "{what} '{name}' is never used", "use it or delete it"),
    "IR302": ("warning", "rule '{name}' has no case that is {verdicts}", "add what is missing under cases/, so that `integrationrules test` shows each answer"),
    "IR303": ("warning", "this case is never reached: {before} all it would take", "the first that is met wins: put the narrower one first, or delete it"),
    "IR304": ("warning", "the condition is never met: {why}", "change one side, or write `or` where either is enough"),
    "IR305": ("notice", "{what} is never reached: the cases before it take everything", "let the last case be the rest, or narrow one that takes too much"),
    "IR306": ("notice", "this exception and {first} can both be met, {example}; the first wins", "leave the order if the law says so, else narrow one"),
    "IR401": ("error", "the conclusion '{name}' follows from itself: {path}", "break the circle; what `unless` asks for must be settled before"),
    "IR402": ("error", "'{name}' is concluded with {found} here and with {other} {where}", "give every rule that concludes it the same fields"),
    "IR403": ("error", "{what} has {count} {parts}; at most {most} can be tried", "write several rules with one conclusion"),
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: stable code, severity, place, message and help."""

    code: str
    severity: Severity
    mark: Mark
    message: str
    help: str

    def text(self) -> str:
        """`path:line:column: CODE severity: message`, the line with an underline, and one line of help."""
        mark = self.mark
        lines = [f"{mark.path}:{mark.line}:{mark.column}: {self.code} {self.severity}: {self.message}"]
        if mark.source.strip():
            indent = len(mark.source) - len(mark.source.lstrip())
            shown = mark.source.strip().replace("\t", " ")
            lead = max(0, mark.column - 1 - indent)
            if lead > 60:
                shown, lead = "..." + shown[lead - 30:], 33
            shown = shown if len(shown) <= 110 else shown[:107] + "..."
            length = max(1, min(mark.length, len(shown) - lead))
            lines += [f"  {shown}", "  " + " " * lead + "^" * length]
        lines.append(f"  {self.help}")
        return "\n".join(lines)


class Diagnostics:
    """Collects mistakes while files are read, so that one run shows them all."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(self, code: str, mark: Mark, **values: Any) -> None:
        """Records one mistake; `values` fill the catalogue's message."""
        severity, message, hint = CATALOGUE[code]
        self._found[Diagnostic(code, severity, mark, message.format(**values), hint.format(**values))] = None

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All of them, by file and line."""
        return tuple(sorted(self._found, key=lambda one: (one.mark.path, one.mark.line, one.mark.column, one.code)))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Those that keep a rulebook from being used."""
        return tuple(one for one in self.found if one.severity == "error")


class RulebookError(Exception):
    """The rule files cannot be used; `diagnostics` says why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(one.text() for one in self.diagnostics))


def plain_message(message: str) -> str:
    """A message of the catalogue with an ellipsis for each of its values."""
    return re.sub(r"\{\w+\}", "…", message.replace("{suggestion}", "")).replace("{{", "{").replace("}}", "}")


def nearest(name: str, allowed: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing when no name is close."""
    names = list(allowed)
    if len(names) > _MANY:
        names = [one for one in names if one[:1] == name[:1]]       # comparing each with each takes seconds
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
