"""A small rule set whose mutants can be counted by hand."""

from __future__ import annotations

from pathlib import Path

RULES = """\
ruleset: club
title: {da: Klubben, en: The club}
sources:
  act: {title: The act}
parameters:
  youngest:
    unit: years
    values:
      - {from: 2015-01-01, to: 2017-01-01, is: 6, source: act}
      - {from: 2017-01-01, to: open, is: 7, source: act}
rules:
  member:
    for: citizen
    when: age(citizen.born, on) >= youngest and citizen.sex == female
    source: act
"""
CASES = """\
case: a girl on her seventh birthday, and a boy
citizen: {id: c, born: 2010-06-01, sex: female}
observed: {from: 2010-01-01, to: 2018-01-01}
expect:
  - {rule: member, on: 2017-06-01, verdict: met}
  - {rule: member, on: 2017-05-31, verdict: not_met}
---
case: a boy of seven
citizen: {id: d, born: 2010-06-01, sex: male}
observed: {from: 2010-01-01, to: 2018-01-01}
expect:
  - {rule: member, on: 2017-06-01, verdict: not_met}
"""
EARLIER = """\
---
case: until 2017 six years are enough, and before 2015 nothing is known
citizen: {id: e, born: 2009-01-01, sex: female}
observed: {from: 2009-01-01, to: 2018-01-01}
expect:
  - {rule: member, on: 2014-12-31, verdict: unknown}
  - {rule: member, on: 2015-01-01, verdict: met}
---
case: the last day of six, and the first of seven
citizen: {id: f, born: 2010-12-31, sex: female}
observed: {from: 2009-01-01, to: 2018-01-01}
expect:
  - {rule: member, on: 2016-12-30, verdict: not_met}
  - {rule: member, on: 2016-12-31, verdict: met}
  - {rule: member, on: 2017-01-01, verdict: not_met}
"""


def club(folder: Path, rules: str = RULES, cases: str = CASES, more: str = "") -> Path:
    """The rule set in a folder of its own, with cases and, if given, reasons."""
    (folder / "club" / "cases").mkdir(parents=True)
    (folder / "club" / "rules.yaml").write_text(rules, encoding="utf-8")
    (folder / "club" / "cases" / "members.yaml").write_text(cases, encoding="utf-8")
    if more:
        (folder / "club" / "mutation.yaml").write_text(more, encoding="utf-8")
    return folder
