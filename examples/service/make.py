"""`python examples/service/make.py`: everything here that is made from something else, made again.

From the example cases: what is sent to each address (`requests/*.json`, and the examples of the OpenAPI document). From that document,
which the service shows at /openapi.json: the C# types.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from integrationrules.timeline.documents import yaml_values  # noqa: E402

EXAMPLES = HERE.parent
PACKAGED = EXAMPLES.parent / "integrationrules" / "service" / "requests.json"
CASE = "c-001"


def main() -> None:
    """Writes all of them."""
    requests = made_requests()
    PACKAGED.write_text(_text(requests), encoding="utf-8")
    (HERE / "requests").mkdir(exist_ok=True)
    for name, request in requests.items():
        (HERE / "requests" / f"{name}.json").write_text(_text(request["sent"]), encoding="utf-8")
    from csharp import types_of

    (HERE / "Integrationrules.cs").write_text(types_of(made_openapi()), encoding="utf-8")


def made_requests() -> dict[str, Any]:
    """What is sent to each address, by a short name of it."""
    return {
        "evaluate": _request(
            "A refugee who finds a job", case=_case("citizen"), rules=["dk.integration.results_bonus.job", "self_supporting"], quarters=["2018Q1"],
            on="2018-05-25"),
        "whatif": _request(
            "What if she gets 25 paid hours a week from 1 March 2018?", case=_case("what-if"), rules=["dk.integration.results_bonus.job"],
            changes=[{"add": "ansættelse, ordinær, 25 t/uge, fra 2018-03-01"}, {"set": "facts.benefit.to", "value": "2018-03-01"}]),
        "deadlines": _request("Two months in Struer", case=_case("deadlines"), on="2019-10-01"),
        "measure": _request(
            "Two citizens, by sex and municipality", measure="self_support", quarters=["2018Q1"], by=["sex", "municipality"],
            people=[{"case": _case("citizen"), "columns": {"municipality": "210"}}, {"case": _case("nordfyn"), "columns": {"municipality": "480"}}]),
        "invest": _request("The investment case of Slagelse", case=_case("investments/slagelse")),
        "events": _request("A case is opened, and the day on which the contract is due passes", case=CASE, events=_events(), expected_version=0),
        "alerts": _request("What is due for the citizen", case=CASE, withdrawn=True),
        "acknowledge": _request("Somebody has seen an alert", case=CASE, alert="0" * 32, by="team 3", at="2016-03-14"),
    }


def made_openapi() -> dict[str, Any]:
    """The document that the service shows at /openapi.json."""
    from integrationrules.service.app import make_app
    from integrationrules.service.service import ServiceSettings

    return make_app(ServiceSettings()).openapi()


def _events() -> list[dict[str, Any]]:
    """The first facts of the citizen of the examples, as a case system would tell them."""
    case = _case("citizen")
    arrived, first_seen = "2016-01-10", [fact for fact in case["facts"] if fact.get("on", fact.get("from", "")) < "2016-01-10"]
    timeline = {"citizen": {**case["citizen"], "id": CASE}, "observed": {"from": case["observed"]["from"], "to": arrived}, "facts": [
        {name: value for name, value in fact.items() if name not in ("to", "through")} for fact in first_seen if fact["kind"] != "contract"]}
    return [
        {"id": "e-1", "kind": "opened", "recorded": arrived, "timeline": timeline},
        {"id": "e-2", "kind": "advance", "recorded": "2016-03-10"},
        {"id": "e-3", "kind": "fact", "recorded": "2016-03-12", "fact": {"kind": "contract", "on": "2016-01-20"}},
    ]


def _request(summary: str, **sent: Any) -> dict[str, Any]:
    return {"summary": summary, "sent": sent}


def _case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(yaml_values((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")))
    return found


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=float) + "\n"


if __name__ == "__main__":
    main()
