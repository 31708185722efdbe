"""The description of the Open Referral feed that programs read (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from knowledge.open_referral.publish import VERSION
from web.open_referral_asked import Filtered, Locations, Paged, Services
from web.open_referral_replies import JSON, LINES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_ID: Schema = {"type": "string", "format": "uuid"}
_ADDRESS: Schema = {"type": "string", "format": "uri"}


def api(base: str) -> dict[str, Any]:
    """The description of the feed at the address `base`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Open Referral UK", "version": VERSION, "description": "Services that can help a family."},
        "servers": [{"url": base}],
        "paths": dict(_paths()),
        "components": {"schemas": _SCHEMAS, "responses": {"Refused": _REFUSED}},
    }


def _paths() -> Iterator[tuple[str, Schema]]:
    yield "/", _get("What this feed is", _content(_ref("About")))
    yield from _pair("services", "Service", Services)
    yield from _pair("organizations", "Organization", Paged)
    yield from _pair("taxonomies", "Taxonomy", Paged)
    yield from _pair("taxonomy_terms", "TaxonomyTerm", Paged, "taxonomy_id")
    yield from _pair("service_at_locations", "ServiceAtLocation", Locations)


def _pair(name: str, schema: str, asked: type[Paged], *more: str) -> Iterator[tuple[str, Schema]]:
    """The paths of a list and of one thing in it."""
    contents = {"type": "object", "properties": {"contents": {"type": "array", "items": _ref(schema)}}}
    content = _content({"allOf": [_ref("Page"), contents]})
    if asked is Services:
        content[LINES] = {"schema": _ref(schema)}
    parameters = [*_parameters(asked), *(_parameter(one, Filtered) for one in more)]
    yield f"/{name}", _get(f"A page of {name}", content, parameters)
    which = {"name": "id", "in": "path", "required": True, "description": "its id", "schema": _ID}
    yield f"/{name}/{{id}}", _get(f"One of the {name}, with all that hangs on it", _content(_ref(schema)), [which])


def _get(summary: str, content: Schema, parameters: list[Schema] | None = None) -> Schema:
    found = {"200": {"description": summary, "content": content}}
    if not parameters:
        return {"get": {"summary": summary, "responses": found}}
    refused = {status: {"$ref": "#/components/responses/Refused"} for status in ("404", "422")}
    return {"get": {"summary": summary, "parameters": parameters, "responses": found | refused}}


def _parameters(asked: type[Paged]) -> list[Schema]:
    return [_parameter(name, asked) for name in asked.model_fields]


def _parameter(name: str, asked: type[Paged]) -> Schema:
    told = asked.model_json_schema()["properties"][name]
    kinds = [kind for kind in told.get("anyOf", [told]) if kind.get("type") != "null"]
    schema = {key: value for key, value in kinds[0].items() if key not in {"title", "description"}}
    return {"name": name, "in": "query", "required": False, "description": told["description"], "schema": schema}


def _content(schema: Schema) -> Schema:
    return {JSON: {"schema": schema}}


def _ref(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"}


def _object(required: str, **properties: Schema) -> Schema:
    return {"type": "object", "required": required.split(), "properties": properties}


def _texts(names: str) -> dict[str, Schema]:
    return dict.fromkeys(names.split(), _TEXT)


def _list_of(schema: str) -> Schema:
    return {"type": "array", "items": _ref(schema)}


_SCHEMAS: dict[str, Schema] = {
    "About": _object("version profile openapi_url", version=_TEXT, profile=_ADDRESS, openapi_url=_ADDRESS),
    "Page": _object(
        "total_items total_pages page_number size first_page last_page empty contents",
        **{name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")},
        **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
    ),
    "Service": _object(
        "id",
        id=_ID,
        organization_id=_ID,
        **_texts("name alternate_name description email fees fees_description application_process"),
        **_texts("eligibility_description assurer_email alert"),
        url=_ADDRESS,
        status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
        minimum_age={"type": "number"},
        maximum_age={"type": "number"},
        assured_date={"type": "string", "format": "date"},
        last_modified={"type": "string", "format": "date-time"},
        organization=_ref("Organization"),
        phones=_list_of("Phone"),
        contacts=_list_of("Contact"),
        schedules=_list_of("Described"),
        service_areas=_list_of("Named"),
        service_at_locations=_list_of("ServiceAtLocation"),
        attributes=_list_of("Attribute"),
        cost_options=_list_of("CostOption"),
        signpost={"type": "object", "description": "What we know and the standard has no field for."},
    ),
    "Organization": _object("id name description", id=_ID, name=_TEXT, description=_TEXT, website=_ADDRESS),
    "Phone": _object("id number", id=_ID, service_id=_ID, number=_TEXT, description=_TEXT),
    "Contact": _object("id", id=_ID, service_id=_ID, name=_TEXT, email=_TEXT, phones=_list_of("Phone")),
    "Described": _object("id", id=_ID, service_id=_ID, description=_TEXT),
    "Named": _object("id", id=_ID, service_id=_ID, name=_TEXT, service_area=_TEXT),
    "CostOption": _object("id", id=_ID, service_id=_ID, option=_TEXT),
    "ServiceAtLocation": _object(
        "id service_id location_id location",
        id=_ID,
        service_id=_ID,
        location_id=_ID,
        location=_ref("Location"),
        service=_ref("Service"),
    ),
    "Location": _object(
        "id location_type",
        id=_ID,
        location_type={"enum": ["physical", "postal", "virtual"]},
        name=_TEXT,
        description=_TEXT,
        latitude={"type": "number"},
        longitude={"type": "number"},
        addresses=_list_of("Address"),
    ),
    "Address": _object(
        "id address_1 city state_province postal_code country address_type",
        id=_ID,
        location_id=_ID,
        **_texts("address_1 city state_province postal_code country address_type"),
    ),
    "Attribute": _object(
        "id", id=_ID, link_id=_ID, link_entity=_TEXT, taxonomy_term_id=_ID, taxonomy_term=_ref("TaxonomyTerm")
    ),
    "Taxonomy": _object("id name description", id=_ID, name=_TEXT, description=_TEXT),
    "TaxonomyTerm": _object(
        "id name description taxonomy",
        id=_ID,
        parent_id=_ID,
        taxonomy_id=_ID,
        **_texts("code name description taxonomy"),
    ),
    "Refusal": _object(
        "status errors",
        status={"type": "integer"},
        errors={"type": "array", "items": _object("message", parameter=_TEXT, message=_TEXT)},
    ),
}
_REFUSED: Schema = {"description": "What was wrong, and what would be right.", "content": _content(_ref("Refusal"))}
