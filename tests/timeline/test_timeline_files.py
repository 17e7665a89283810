"""Case files are read as they were written, and refused in words."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from integrationrules.timeline.files import CaseError, Problem, read_cases, write_case, write_cases
from integrationrules.timeline.timeline import Timeline

from .timeline_cases import case, timelines


def problems(text: str | bytes) -> tuple[Problem, ...]:
    try:
        read(text)
    except CaseError as error:
        return error.problems
    return ()


def written(timeline: Timeline, format: str) -> str:
    stream = io.StringIO()
    write_case(timeline, stream, format)  # type: ignore[arg-type]
    return stream.getvalue()


def read(text: str | bytes) -> list[Timeline]:
    return list(read_cases(io.StringIO(text) if isinstance(text, str) else io.BytesIO(text)))


@pytest.mark.parametrize("format", ["yaml", "json", "jsonl"])
@given(timeline=timelines())
@settings(deadline=None, max_examples=60)
def test_what_is_written_reads_back_equal_and_is_written_alike_again(format: str, timeline: Timeline) -> None:
    text = written(timeline, format)
    [again] = read(text)
    assert again == timeline
    assert written(again, format) == text


@pytest.mark.parametrize("suffix", ["yaml", "yml", "json", "jsonl"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_many_cases_of_one_file_are_read_in_order(tmp_path: Path, suffix: str, count: int) -> None:
    several = [case({"kind": "contract", "on": f"2016-01-0{number + 1}"}) for number in range(count)]
    path = tmp_path / f"cases.{suffix}"
    write_cases(several, path)
    if count:
        assert list(read_cases(path)) == several
    else:
        with pytest.raises(CaseError, match=r"empty|holds no case"):
            list(read_cases(path))


def test_a_case_reads_as_the_readme_shows_it() -> None:
    [timeline] = read_cases(Path(__file__).parents[2] / "examples" / "citizen.yaml")
    assert [fact.kind for fact in timeline.facts] == ["residence_permit", "responsibility", "contract", "benefit", "employment"]
    assert written(timeline, "yaml").splitlines()[0] == (
        "citizen: {id: c-001, born: 1990-05-01, sex: female, origin: non_western}"
    )


def test_plain_words_and_dates_of_yaml_stay_what_they_are() -> None:
    [timeline] = read(
        "citizen: {id: 007}\nobserved: {from: 2015-01-01, through: 2015-12-31}\n"
        "facts:\n- {kind: residence_permit, on: 2015-02-03, basis: other, which: yes}\n"
        "- {kind: week_code, week: 2018-W40, code: 700}\n- {kind: week_code, week: 2018-W41, code: ''}\n"
    )
    assert timeline.citizen.id == "007"
    permit, coded, blank = timeline.facts
    assert (permit.start, permit.which) == (date(2015, 2, 3), "yes")  # type: ignore[union-attr]
    assert (coded.code, blank.code) == ("700", "")  # type: ignore[union-attr]


def test_numbers_keep_their_decimals() -> None:
    job = {"kind": "employment", "type": "ordinary", "from": "2016-01-01", "hours_per_month": Decimal("160.33")}
    text = written(case(job), "jsonl")
    assert '"hours_per_month":160.33' in text
    assert read(text)[0].facts[0].hours_per_month == Decimal("160.33")  # type: ignore[union-attr]


@pytest.mark.parametrize("format", ["yaml", "json", "jsonl"])
def test_a_stream_is_read_by_its_content(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = case({"kind": "contract", "on": "2016-01-01"})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written(timeline, format).encode())))
    assert list(read_cases("-")) == [timeline]


@pytest.mark.parametrize("format", ["yaml", "json", "jsonl"])
def test_a_file_without_extension_is_read_by_its_content(format: str, tmp_path: Path) -> None:
    timeline = case({"kind": "contract", "on": "2016-01-01"})
    (tmp_path / "case").write_text(written(timeline, format), encoding="utf-8")
    assert list(read_cases(tmp_path / "case")) == [timeline]


@pytest.mark.parametrize("first", ["{bad", "bad", '{"bad"}', "{bad: 1"])
def test_a_bad_first_line_before_good_ones_is_placed_on_line_1(first: str) -> None:
    assert problems(f"{first}\n{written(case(), 'jsonl')}")[0].place == "- line 1"


def test_what_yaml_misses_at_the_end_of_a_text_is_placed_on_its_last_line() -> None:
    assert problems("citizen: {id: 1\n\n")[0].place == "-:1:16"


def test_a_wrong_source_or_target_is_named() -> None:
    with pytest.raises(TypeError, match="file name or an open stream; found int"):
        next(read_cases(3))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="open text stream; found int"):
        write_case(case(), 3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a Timeline can be written; found str"):
        write_case("x", "case.yaml")  # type: ignore[arg-type]


def test_a_stream_that_cannot_be_read_is_a_problem_of_the_case() -> None:
    class Broken(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise OSError("input/output error")

    with pytest.raises(CaseError, match="cannot be read"):
        list(read_cases(Broken()))


def test_of_many_mistakes_the_first_hundred_are_listed_and_the_rest_counted() -> None:
    wrong = json.dumps({**json.loads(written(case(), "json")), "facts": [{"kind": "nothing"}] * 250})
    with pytest.raises(CaseError) as caught:
        read(wrong)
    assert (len(caught.value.problems), caught.value.unlisted) == (100, 150)
    assert str(caught.value).endswith("\n... and 150 more mistakes")


def test_an_utf8_mark_and_windows_line_ends_are_accepted() -> None:
    timeline = case({"kind": "contract", "on": "2016-01-01"})
    for format in ("yaml", "json", "jsonl"):
        text = written(timeline, format).replace("\n", "\r\n")
        assert read(b"\xef\xbb\xbf" + text.encode()) == [timeline]


def test_json_lines_before_a_bad_line_are_read() -> None:
    good = written(case(), "jsonl")
    cases = read_cases(io.StringIO(good + "\n" + good.replace("2015", "x")))
    next(cases)
    with pytest.raises(CaseError, match=r"line 3: observed\.from"):
        next(cases)


def test_a_pseudonym_is_taken_before_the_id_is_looked_at() -> None:
    text = written(case(), "jsonl").replace("c-001", "0101901234")
    assert [each.citizen.id for each in read_cases(io.StringIO(text), pseudonym=lambda cpr: "p" + cpr[:2])] == ["p01"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.yaml"
    write_case(case(), path)
    before = path.read_text()

    def fail(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        write_case(case({"kind": "contract", "on": "2016-01-01"}), path)
    assert path.read_text() == before
    assert os.listdir(tmp_path) == ["case.yaml"]


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
@example(b"\xef\xbb\xbf")
@example(b"{\"citizen\": \"\\ud800\"}")
@settings(deadline=None, max_examples=300)
def test_any_bytes_give_cases_or_a_case_error(found: bytes) -> None:
    assert all(str(problem) for problem in problems(found))


@given(timelines(), st.data())
@settings(deadline=None, max_examples=150)
def test_a_damaged_case_gives_a_case_or_a_case_error_of_ours(timeline: Timeline, data: st.DataObject) -> None:
    junk = st.sampled_from([None, True, 3, -1, 2.5, "x", "", [], {}, [1], {"a": 1}, "2018-02-30", 10**30])
    raw = json.loads(written(timeline, "json"))
    place: tuple[Any, Any] | None = None
    here: Any = raw
    while isinstance(here, dict | list) and here and (place is None or data.draw(st.booleans())):
        step: Any = data.draw(st.sampled_from(list(here) if isinstance(here, dict) else list(range(len(here)))))
        place = here, step
        here = here[step]
    assert place is not None
    holder, step = place
    holder[step] = data.draw(junk)
    for text in (json.dumps(raw), json.dumps(raw, indent=1)):
        found = problems(text)
        assert all(problem.id != "wrong_value" and str(problem) for problem in found)
