"""Messages about sessions: English templates by id; the catalogues translate them."""

from __future__ import annotations

__all__ = ["MESSAGES"]

MESSAGES: dict[str, str] = {
    "no_opening": "the log does not begin with an event of kind opened, which says who the case is about and what is known",
    "opened_twice": "the case is open already; only the first event of a log has kind opened",
    "other_case": "the event is about another case",
    "duplicate_id": "the id of the event is used already, for an event with other content",
    "clock_back": "the session stands at {today}; it is not moved back to {to}",
    "before_birth": "the {kind} begins {start}, before the citizen was born",
    "fact_there": "there is a fact with this id already; send a correction of it, or give the new fact another id",
    "no_such_fact": "there is no fact with this id to correct or withdraw",
    "other_kind": "the fact is a {found}; a correction of it cannot be a {kind}",
    "contradiction": "the event contradicts what is known: {why}",
    "other_rules": "the snapshot was made under rulebook {recorded}, this is {found}; replay the log instead",
    "snapshot_form": "this is no snapshot of a session",
    "no_alerts_in": "there are no alerts in '{name}'",
    "chainer_unknown": "there is no chainer '{name}'; there is durable and builtin",
    "chainer_missing": "durable-rules is not installed; install integrationrules[sessions], or use the builtin chainer",
    "chaining_failed": "the chaining engine gave up ({why}); the builtin chainer answers the same",
}
