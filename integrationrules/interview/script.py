"""The questions in the order a consultant thinks: the citizen, what is known, then kind by kind what happened."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import date
from typing import Any

from integrationrules.lines import written_fact
from integrationrules.lines.vocabulary import said
from integrationrules.report.catalogue import Translator
from integrationrules.report.quantities import HARD
from integrationrules.report.quantities import day as day_text
from integrationrules.report.words import word
from integrationrules.rulebook.kinds import CITIZEN_FIELDS
from integrationrules.timeline.facts import KINDS

from .draft import ONE_DAY, Draft
from .messages import ANY, ENTER, FIELDS, GROUPS, MESSAGES, MORE
from .question import Answer, Plain, Question, Refused
from .readers import choices, day_reader, field_reader, id_reader, period_end_reader, period_reader, refuse_case
from .stated import Known, Other, any_reader, asked_fields, fact_reader, is_needed, is_stated, options_of, rest_reader

__all__ = ["ASKED", "NOT_ASKED", "questions"]

ASKED: Mapping[str, tuple[str, ...]] = {
    "permit": ("residence_permit",), "takeover": ("visitation", "responsibility"), "programme": ("contract", "programme"),
    "work": ("employment", "igu"), "benefit": ("benefit", "spouse_support"), "education": ("education", "danish_test"),
    "leave": ("leave",), "bonus": ("bonus_paid", "bonus_claimed"), "moves": ("residence", "abroad"),
}
"""The kinds asked about under each heading; all others come last, under `rest`."""
NOT_ASKED = ("week_code",)
"""Kinds for those who write them on a line: a consultant has no register's week codes at hand."""

Dialogue = Generator[Question, Answer, None]


def questions(draft: Draft, tr: Translator, default_id: str) -> Dialogue:
    """The questions one after the other; each is answered with `send`, and the draft holds what was learnt."""
    asking = _Asking(draft, tr)
    yield from asking.citizen(default_id)
    yield from asking.period()
    for group, kinds in ASKED.items():
        for kind in kinds:
            yield from asking.kind(group, kind)
    asked = {kind for kinds in ASKED.values() for kind in kinds}
    yield from asking.rest([kind for kind in KINDS if kind not in asked and kind not in NOT_ASKED])


class _Asking:
    """Asks about one draft."""

    def __init__(self, draft: Draft, tr: Translator) -> None:
        self.draft, self.tr = draft, tr

    def _question(self, group: str, text: str, default: str, read: Any) -> Question:
        notes = tuple(self.draft.notes)
        self.draft.notes.clear()
        return Question(self.tr(GROUPS[group]), text, default, read, notes)

    def citizen(self, default_id: str) -> Dialogue:
        tr, unknown = self.tr, self.tr(ENTER["unknown"])
        self.draft.citizen["id"] = yield self._question("citizen", tr(MESSAGES["id"]), default_id, id_reader(tr, default_id))
        for name, type_ in CITIZEN_FIELDS.items():
            text, reader = tr(MESSAGES[name]), day_reader(tr, name)
            if type_.options:
                text = tr(MESSAGES["choices"]).format(question=text, choices=choices(type_.options, tr, "citizen"))
                reader = field_reader(type_.options, tr, "citizen")
            answer = yield self._question("citizen", text, unknown, reader)
            if answer is not Plain.UNKNOWN:
                self.draft.citizen[name] = answer

    def period(self) -> Dialogue:
        tr = self.tr
        answer = yield self._question("period", tr(MESSAGES["period_from"]), tr(ENTER["unknown"]), period_reader(tr))
        if isinstance(answer, str):
            last = day_text(self.draft.last, tr).replace(HARD, " ")
            reader = period_end_reader(answer, tr)
            answer = yield self._question("period", tr(MESSAGES["period_through"]), last, reader)
        if isinstance(answer, dict):
            self.draft.period = dict(answer)
        else:
            self.draft.notes.append(tr(MESSAGES["no_period"]))

    def kind(self, group: str, kind: str) -> Dialogue:
        """Whether there are facts of a kind, and each of them, until there are no more."""
        tr, lost = self.tr, False
        while True:
            more = lost or any(fact["kind"] == kind for fact in self.draft.facts)
            text = tr((MORE if more else ANY).get(kind) or (MORE if more else ANY)[""]).format(kind=said(kind, tr))
            text = text[:1].upper() + text[1:]
            default = tr(ENTER["no" if more else "unknown"])
            answer = yield self._question(group, text, default, any_reader(kind, self.draft, tr))
            if answer is Plain.UNKNOWN:
                return
            if answer is Plain.NO or isinstance(answer, Known):
                if not lost:
                    self.draft.known[kind] = answer.days if isinstance(answer, Known) else None
                return
            if isinstance(answer, Other):
                self._note(answer.fact)
            elif not (yield from self._fact(group, kind, dict(answer) if isinstance(answer, Mapping) else {})):
                lost = True

    def _fact(self, group: str, kind: str, stated: dict[str, Any]) -> Generator[Question, Answer, bool]:
        """Asks for the fields of one fact; whether it could be written."""
        tr = self.tr
        end_unknown = False
        for field in asked_fields(kind):
            while not is_stated(field, stated):
                reader = fact_reader(kind, field, stated, self.draft, tr)
                answer = yield self._question(group, self._field(kind, field), tr(ENTER["ongoing" if field == "through" else "unknown"]), reader)
                if isinstance(answer, Other):
                    self._note(answer.fact)
                elif isinstance(answer, Mapping):
                    stated |= answer
                elif answer is Plain.UNKNOWN and is_needed(kind, field):
                    self.draft.notes.append(tr(MESSAGES["needed"]).format(kind=said(kind, tr)))
                    return False
                else:
                    end_unknown = field == "through" and answer is Plain.UNKNOWN
                    break
        fact = {"kind": kind, **stated}
        try:
            refuse_case(self.draft.case(fact), tr)
        except Refused as error:
            self.draft.notes.append(str(error))
            return True
        self._note(fact)
        if end_unknown:
            self.draft.endless.setdefault(kind, []).append(date.fromisoformat(stated["from"]))
            self.draft.notes.append(tr(MESSAGES["end_unknown"]))
        return True

    def _field(self, kind: str, field: str) -> str:
        tr = self.tr
        text = tr(FIELDS.get(field, FIELDS["other"])).format(field=word(field, tr, kind))
        if options := options_of(kind, field):
            return tr(MESSAGES["choices"]).format(question=text, choices=choices(options, tr, field))
        return text

    def rest(self, kinds: list[str]) -> Dialogue:
        """One question about many kinds, and each of them only where wanted."""
        tr = self.tr
        text = tr(MESSAGES["rest"]).format(kinds=", ".join(word(kind, tr) for kind in kinds))
        while isinstance(answer := (yield self._question("rest", text, tr(ENTER["unknown"]), rest_reader(self.draft, tr))), Other):
            self._note(answer.fact)
        if answer is Plain.NO:
            self.draft.known |= dict.fromkeys(kinds)
        elif answer is Plain.YES:
            for kind in kinds:
                yield from self.kind("rest", kind)

    def _note(self, fact: Mapping[str, Any]) -> None:
        """Keeps a fact and says what was understood."""
        tr = self.tr
        self.draft.facts.append(dict(fact))
        line = written_fact({name: value for name, value in fact.items() if name != "precision"}, tr)
        if "precision" in fact:
            line = tr(MESSAGES["roughly"]).format(line=line, unit=word(str(fact["precision"]), tr))
        if "to" in fact:
            last = day_text(date.fromisoformat(str(fact["to"])) - ONE_DAY, tr).replace(HARD, " ")
            self.draft.notes.append(tr(MESSAGES["last_day"]).format(line=line, day=last))
        else:
            self.draft.notes.append(tr(MESSAGES["noted"]).format(line=line))
