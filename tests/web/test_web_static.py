import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from web.statics import FOLDER

SHEETS = sorted(FOLDER.rglob("*.css"))


def addresses(client: TestClient) -> list[str]:
    return [str(found) for found in re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text)]


def test_what_a_page_links_to_is_there_and_kept_for_a_year(client: TestClient) -> None:
    found = addresses(client)
    assert len(found) == 4
    for address in found:
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "content-security-policy" in response.headers


def test_an_old_address_is_not_kept(client: TestClient) -> None:
    assert client.get("/static/chat.js?v=0000").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"])
def test_nothing_outside_the_folder_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.name))
def test_a_stylesheet_loads_nothing_and_names_no_font_of_others(sheet: Path) -> None:
    text = sheet.read_text()
    assert "url(" not in text
    assert "@import" not in text
    assert "@font-face" not in text
    assert "GDS Transport" not in text
    assert "crest" not in text


def test_the_copied_stylesheet_is_the_version_that_its_notes_name() -> None:
    folder = FOLDER / "govuk"
    version = re.search(r'--govuk-frontend-version:"([\d.]+)"', (folder / "govuk-frontend.min.css").read_text())
    assert version is not None
    assert (folder / "README.md").read_text().startswith(f"# govuk-frontend {version[1]}\n")
    assert "MIT" in (folder / "LICENSE.txt").read_text()


def test_a_first_visit_on_a_phone_is_light(client: TestClient) -> None:
    sizes = dict.fromkeys(["/", *addresses(client)], 0)
    for address in sizes:
        with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as response:
            sizes[address] = sum(len(piece) for piece in response.iter_raw())
    assert sum(sizes.values()) < 40_000, sizes


def test_the_script_stays_small() -> None:
    assert (FOLDER / "chat.js").stat().st_size < 6 * 1024
