"""The example in docs/small-numbers.md is true."""

from pathlib import Path

from storage.small_numbers import GuardedCounts, Shown, guard_table

PAGE = Path(__file__).parents[3] / "docs" / "small-numbers.md"
NOT_SHOWN = ["too few to show", "", "", ""]


def table(mark: str) -> list[list[str]]:
    """The cells of the table under this mark, without its heading."""
    lines = PAGE.read_text("utf-8").split(f"<!-- {mark} -->\n")[1].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def words(row: GuardedCounts | None) -> list[str]:
    if row is None:
        return NOT_SHOWN
    cells = [f"{cell.count} ({cell.share}%)" if isinstance(cell, Shown) else "c" for cell in row.cells.values()]
    return [str(row.base), *cells]


def test_the_example_on_the_page_is_what_would_be_published() -> None:
    counted = {
        name: dict(zip(("Yes", "Partly", "No"), map(int, counts), strict=True)) for name, *counts in table("counted")
    }
    published = guard_table(counted)
    shown = [[name, *words(row)] for name, row in published.rows.items()]
    assert table("published") == [*shown, ["All", *words(published.totals)]]
