"""Reading JSON, JSON lines and Parquet: an object is a row, numbers stay as written, nothing nested comes in unseen."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Invalid
from seeds.formats import parquet
from seeds.formats.objects import open_json
from seeds.formats.opening import open_file
from seeds.formats.table import Line, Opened
from seeds.formats.values import joined
from seeds.report import Rejected


def opened(folder: Path, content: str | bytes, name: str = "members.json") -> Opened:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_file(path)


def lines(folder: Path, content: str | bytes) -> list[Line]:
    return list(opened(folder, content).tables[0].lines)


def reason(line: Line) -> str:
    return line.broken.code if line.broken else ""


def stored(folder: Path, columns: dict[str, object]) -> list[Line]:
    path = folder / "members.parquet"
    pq.write_table(pa.table(columns), path)
    return list(open_file(path).tables[0].lines)


def test_an_array_of_objects_is_a_table_with_all_their_keys(tmp_path: Path) -> None:
    table = opened(tmp_path, '[{"name": "Holz", "city": "Kiel"}, {"name": "Druck", "size": 7}]').tables[0]

    assert table.keyed
    assert table.lines == [Line(0, ("name", "city", "size")), Line(1, ("Holz", "Kiel", "")), Line(2, ("Druck", "", "7"))]


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    found = lines(tmp_path, '[{"a": 1.10, "b": 62, "c": 1e999, "d": 80512345600012345678, "e": true, "f": null}]')

    assert found[1].cells == ("1.10", "62", "1e999", "80512345600012345678", "true", "")


def test_a_list_of_texts_is_joined(tmp_path: Path) -> None:
    assert lines(tmp_path, '[{"needs": ["Holz", "Druck", null, ""]}]')[1].cells == ("Holz | Druck",)


@pytest.mark.parametrize("value", ['{"x": 1}', "{}", "[[1]]", '[{"x": 1}]'])
def test_values_inside_values_cost_their_row_only(tmp_path: Path, value: str) -> None:
    found = lines(tmp_path, f'[{{"name": "Holz", "more": {value}}}, {{"name": "Druck"}}]')

    assert [reason(line) for line in found] == ["", "nested_value", ""]
    assert found[1].cells[0] == "Holz"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_costs_its_row_only(tmp_path: Path, value: str) -> None:
    assert [reason(line) for line in lines(tmp_path, f'[{{"n": {value}}}, {{"n": 1}}]')] == ["", "not_a_number", ""]


def test_a_key_that_stands_twice_is_said(tmp_path: Path) -> None:
    broken = lines(tmp_path, '[{"name": "Holz", "name": "Druck"}]')[1].broken

    assert broken is not None
    assert (broken.code, broken.column) == ("duplicate_key", "name")


def test_half_a_character_costs_its_row_only(tmp_path: Path) -> None:
    assert [reason(line) for line in lines(tmp_path, r'[{"n": "\ud800"}, {"n": "\u0000"}, {"n": "x"}]')] == ["", "bad_character", "nul_byte", ""]


def test_an_element_that_is_no_object_costs_its_row_only(tmp_path: Path) -> None:
    assert [reason(line) for line in lines(tmp_path, '[{"n": 1}, 7, "x", null]')] == ["", "", "not_an_object", "not_an_object", "not_an_object"]


def test_the_one_list_inside_an_object_is_read_and_the_rest_is_said(tmp_path: Path) -> None:
    file = opened(tmp_path, '{"made": "2026", "members": [{"name": "Holz"}]}')

    assert file.tables[0].lines[1].cells == ("Holz",)
    assert file.remarks[0].sentence.say() == "beside the list 'members' these were left out: made"


def test_several_lists_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"several lists \(a, b\)"):
        opened(tmp_path, '{"a": [{"x": 1}], "b": [{"x": 1}]}')


def test_one_object_is_one_row(tmp_path: Path) -> None:
    assert lines(tmp_path, '{"name": "Holz"}')[1] == Line(1, ("Holz",))


def test_json_lines_are_rows_and_a_broken_one_costs_itself_only(tmp_path: Path) -> None:
    found = lines(tmp_path, '{"name": "Holz"}\n\n{"name": \n{"name": "Druck"}\r\n')

    assert [(line.number, reason(line)) for line in found] == [(0, ""), (1, ""), (3, "broken_json"), (4, "")]


@pytest.mark.parametrize("content", ["[", '[{"a": 1}', '[{"a": 1},]', '[{"a": 1} {"a": 2}]', '[{"a": 1}] x', '{"a": 1', "[{'a': 1}]"])
def test_broken_json_is_refused_with_its_place(tmp_path: Path, content: str) -> None:
    with pytest.raises(Invalid, match=r"members\.json is broken JSON at line 1, column \d+"):
        opened(tmp_path, content)


@pytest.mark.parametrize("content", ["[" * 100_000, '[{"a":' + "[" * 100_000, '{"a":' * 100_000, '[{"a": ' + "[" * 5000 + "]" * 5000 + "}]"])
def test_deep_nesting_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(Invalid, match=r"members\.json"):
        opened(tmp_path, content)


@pytest.mark.parametrize("content", ["[]", "[1, 2]", "{}"])
def test_a_file_without_objects_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(Invalid, match="holds no objects"):
        opened(tmp_path, content)


def test_json_in_utf_16_is_read_and_in_another_encoding_refused(tmp_path: Path) -> None:
    assert lines(tmp_path, '[{"name": "Müller"}]'.encode("utf-16"))[1].cells == ("Müller",)

    with pytest.raises(Invalid, match="not UTF-8"):
        opened(tmp_path, '[{"name": "Müller"}]'.encode("cp1252"))


def test_more_brackets_than_rows_can_have_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="split it"):
        opened(tmp_path, '[{"a":[' + "[]," * 2_000_001 + "[]]}]")


@given(st.text('[]{}":,\\ntrue1.eNaN \n', max_size=40))
def test_t13_anything_like_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.mktemp("any", numbered=True) / "x.json"
    path.write_text(content)
    try:
        file = open_json(path, "x.json", lambda done, total: None)
    except Invalid as refused:
        assert "x.json" in str(refused)
    else:
        assert file.tables[0].keyed


def test_parquet_is_a_table_of_text(tmp_path: Path) -> None:
    found = stored(
        tmp_path,
        {
            "name": pa.array(["Holz", None]).dictionary_encode(),
            "size": [7, None],
            "share": [4.5, float("nan")],
            "founded": [date(1998, 3, 1), None],
            "seen": [datetime(2026, 1, 2), datetime(2026, 1, 2, 3, 4)],
            "fee": [Decimal("1.10"), Decimal("2.00")],
            "active": [True, False],
            "needs": [["Druck", "Film"], []],
            "raw": [b"x", None],
        },
    )

    assert found[0].cells == ("name", "size", "share", "founded", "seen", "fee", "active", "needs", "raw")
    assert found[1].cells == ("Holz", "7", "4.5", "1998-03-01", "2026-01-02", "1.10", "true", "Druck | Film", "x")
    assert found[2].cells == ("", "", "", "", "2026-01-02 03:04:00", "2.00", "false", "", "")


def test_values_inside_values_of_parquet_cost_their_row_only(tmp_path: Path) -> None:
    found = stored(tmp_path, {"name": ["Holz", "Druck"], "more": [{"x": 1}, None]})

    assert [reason(line) for line in found] == ["", "nested_value", ""]


def test_missing_numbers_of_pandas_are_empty_and_integers_are_integers(tmp_path: Path) -> None:
    assert [line.cells for line in stored(tmp_path, {"staff": [7.0, float("nan")]})[1:]] == [("7",), ("",)]


def test_infinity_in_parquet_costs_its_row_only(tmp_path: Path) -> None:
    assert reason(stored(tmp_path, {"staff": [float("inf")]})[1]) == "not_a_number"


def test_parquet_is_judged_by_its_footer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_LINES", 2)

    with pytest.raises(Invalid, match="split it"):
        stored(tmp_path, {"a": [1, 2, 3]})


def test_a_parquet_file_that_would_unpack_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_UNPACKED", 100)

    with pytest.raises(Invalid, match="unpack"):
        stored(tmp_path, {"a": ["x" * 1000]})


def test_one_long_text_repeated_is_kept_once(tmp_path: Path) -> None:
    found = stored(tmp_path, {"a": pa.array(["x" * 15_000] * 3)})

    assert found[1].cells[0] is found[2].cells[0]


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1"])
def test_broken_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Invalid, match=r"members\.parquet is no Parquet file, or a damaged one"):
        opened(tmp_path, content, "members.parquet")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.binary(), st.lists, max_leaves=5))
def test_any_value_is_text_or_rejected(value: object) -> None:
    try:
        text = joined("key", value)
    except Rejected as error:
        assert error.column == "key"
    else:
        assert isinstance(text, str)
