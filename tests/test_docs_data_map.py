"""The data map names every field that is stored, with whose it is and until when (T-02)."""

import re
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import storage.officer_tables
import storage.tables  # noqa: F401  (fills the metadata)
from storage.keep_times import Keep

PAGE = (Path(__file__).parents[1] / "docs" / "data-map.md").read_text()
_FIELD = re.compile(r"\| `(?P<field>\w+)` \| (?P<what>[^|]+) \| (?P<letter>\w) \| (?P<until>[^|]+) \|")
SECTIONS = {section.split("\n", 1)[0]: section for section in PAGE.split("\n## ")[1:]}
TABLES = SQLModel.metadata.tables


def test_the_map_has_each_table_and_no_other() -> None:
    assert set(SECTIONS) == set(TABLES)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_the_map_has_each_field_of_the_table_in_its_order_with_a_letter_and_an_end(table: str) -> None:
    rows = list(_FIELD.finditer(SECTIONS[table]))
    assert [row["field"] for row in rows] == [column.name for column in TABLES[table].columns]
    assert {row["letter"] for row in rows} <= set("SDPN")
    assert all(row["what"].strip() and row["until"].strip() for row in rows)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_what_the_map_calls_sealed_is_bytes_and_all_bytes_are_sealed(table: str) -> None:
    for row in _FIELD.finditer(SECTIONS[table]):
        is_bytes = TABLES[table].columns[row["field"]].type.python_type is bytes
        assert row["what"].startswith("sealed") == is_bytes, row["field"]


def test_every_setting_that_the_map_names_is_there_and_each_is_named() -> None:
    named = set(re.findall(r"`SIGNPOST_KEEP_(\w+)`", PAGE))
    assert named == {name.upper() for name in Keep().numbers()}
