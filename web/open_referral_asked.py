"""What a reader of the Open Referral feed asks for. Each field's description says what to give, in refusals too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from knowledge.open_referral.publish_query import Near, Wanted

PER_PAGE = 50
MOST_PER_PAGE = 500
LONGEST_SEARCH = 200
OLDEST = 120
FARTHEST = 1_000_000
NOT_KEPT = ("day", "start_time", "end_time")
"""What the UK profile lets readers ask for, and we cannot answer: our opening times are words."""


class AskedError(Exception):
    """Values that cannot be used. `errors` name each parameter and say what to give."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__("values that cannot be used")
        self.errors = errors


def _moment(value: Any) -> datetime:
    """A day or a moment in ISO 8601; one without a zone is in UTC. A "+" in an address is read as a space."""
    moment = datetime.fromisoformat(str(value).strip().replace(" ", "+" if "T" in str(value) else " "))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_Id = Annotated[str, Field(max_length=100)]
_Age = Annotated[float, Field(ge=0, le=OLDEST, allow_inf_nan=False)]


class Paged(BaseModel):
    """A page of a list."""

    page: int = Field(1, ge=1, le=1_000_000, description="a whole number from 1 up")
    per_page: int = Field(PER_PAGE, ge=1, le=MOST_PER_PAGE, description=f"a whole number from 1 to {MOST_PER_PAGE}")


class Filtered(Paged):
    """A page of services, or of where they are."""

    search: str = Field("", max_length=LONGEST_SEARCH, description=f"words, {LONGEST_SEARCH} letters at most")
    modified_after: Annotated[datetime, BeforeValidator(_moment)] | None = Field(
        None, description="a day or a moment in ISO 8601, such as 2026-01-31 or 2026-01-31T09:00:00Z"
    )
    taxonomy_term_id: _Id | None = Field(None, description="the id of a term in /taxonomy_terms")
    taxonomy_id: _Id | None = Field(None, description="the id of a taxonomy in /taxonomies")
    organization_id: _Id | None = Field(None, description="the id of an organisation in /organizations")
    minimum_age: _Age | None = Field(None, description=f"a number of years from 0 to {OLDEST}")
    maximum_age: _Age | None = Field(None, description=f"a number of years from 0 to {OLDEST}")
    full: bool = Field(False, description="true or false: whether to send all that hangs on each one")

    def wanted(self) -> Wanted:
        """The filters."""
        return Wanted(**{name: getattr(self, name) for name in Wanted.__slots__})


class Services(Filtered):
    """A page of services, or all of them."""

    minimal: bool = Field(False, description="true or false: whether to send only ids and dates, all on one page")
    format: Literal["json", "ndjson"] = Field("json", description="json, or ndjson for all of them, one a line")


class Locations(Filtered):
    """A page of where services are."""

    postcode: str = Field("", max_length=100, description="a postcode in the area, half of one, or a town or village")
    proximity: Annotated[float, Field(gt=0, le=FARTHEST, allow_inf_nan=False)] | None = Field(
        None, description=f"metres around the postcode: a number above 0, {FARTHEST} at most"
    )

    def near(self) -> Near | None:
        """Around where to look. Raises AskedError where it is told how far, and not from where."""
        if self.proximity is not None and not self.postcode:
            raise AskedError([refusal("postcode", "'proximity' needs a 'postcode' to start from")])
        return Near(self.postcode, self.proximity) if self.postcode else None


Asked = TypeVar("Asked", bound=Paged)


def read(kind: type[Asked], query: Mapping[str, str]) -> Asked:
    """What a query asks for. Parameters that we do not know are let be; empty ones ask nothing. Raises AskedError."""
    given = {name: value for name, value in query.items() if value.strip()}
    errors = [
        refusal(name, f"this feed gives opening times in words, so it cannot be asked for '{name}'")
        for name in NOT_KEPT
        if name in given
    ]
    try:
        asked = kind.model_validate({name: value for name, value in given.items() if name in kind.model_fields})
    except ValidationError as error:
        names = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
        errors += (refusal(name, f"'{name}' must be {kind.model_fields[name].description}") for name in names)
    if errors:
        raise AskedError(errors)
    return asked


def refusal(parameter: str, message: str) -> dict[str, str]:
    """One thing that is wrong with a request, as it is sent."""
    return {"parameter": parameter, "message": f"{message[0].upper()}{message[1:]}."}
