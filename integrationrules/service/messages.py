"""What the service refuses: English templates by code; the catalogues translate them. None repeats what was sent, but for names of fields."""

from __future__ import annotations

__all__ = ["MESSAGES", "TITLES"]

MESSAGES: dict[str, str] = {
    "http_key_missing": "a key is needed: Authorization: Bearer KEY",
    "http_key_unknown": "the key is not known",
    "http_key_expired": "the key has expired; ask for a new one",
    "http_no_such_page": "there is no such address; GET /openapi.json lists them",
    "http_method": "the address does not take this method; GET /openapi.json lists what it takes",
    "http_media_type": "send JSON, with Content-Type: application/json",
    "http_too_large": "the request is larger than {limit} bytes",
    "http_too_slow": "the request did not arrive within {seconds} seconds",
    "http_empty": "the request is empty; send a JSON object",
    "http_not_utf8": "the request is not UTF-8 text",
    "http_json": "line {line}, column {column}: not JSON",
    "http_json_number": "'{found}' is no number in JSON",
    "http_number_too_long": "a number has too many digits",
    "http_duplicate_key": "the key '{key}' stands twice",
    "http_too_deep": "the request is nested more than {limit} deep",
    "http_several": "{count} mistakes; the first: {said}",
    "http_busy": "there is more to do than can be done now; try again in {seconds} seconds",
    "http_too_long": "the calculation took more than {seconds} seconds and was stopped; ask for less at a time",
    "http_crashed": "the calculation ended unexpectedly, twice; try again later",
    "http_unexpected": "an error of ours; the log of the service says more",
    "http_no_store": "the service keeps no cases; start it with --store",
    "value_one_change": "one change is one of: set with value, add, remove",
    "value_most": "at most {most} are taken here",
    "value_least": "at least {least} is needed here",
}
TITLES: dict[str, str] = {
    "400": "The request cannot be read", "401": "No valid key", "404": "Not found", "405": "Not that method", "408": "The request was too slow",
    "409": "It says otherwise already", "413": "The request is too large", "415": "The request is not JSON", "422": "The request cannot be used",
    "500": "An error of ours", "503": "Not now", "507": "No space left",
}
