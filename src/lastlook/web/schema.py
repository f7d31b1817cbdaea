"""The OpenAPI document, with the two paths that stand beside Litestar.

`POST /acts` and `GET /live` are bare ASGI; what they take and answer is written here
by hand, and tests compare it with what they do.
"""

from typing import Any, Final

import msgspec
from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin

from lastlook.api.acts import GrantedAnswer, RefusedAnswer
from lastlook.api.errors import Problem
from lastlook.core.acts import AnyAct
from lastlook.desk.wire import ACT_BYTES_MAX

KEY: Final = {
    "in": "header",
    "name": "Lastlook-Key",
    "required": True,
    "description": "The public key's 32 bytes as base64.",
    "schema": {"type": "string"},
}
SIGNATURE: Final = {
    "in": "header",
    "name": "Lastlook-Signature",
    "required": True,
    "description": "Ed25519 over `lastlook/act/v1\\n` and the body, as base64.",
    "schema": {"type": "string"},
}
PIN: Final = {
    "in": "header",
    "name": "Lastlook-Pin",
    "required": False,
    "description": "The word of somebody without a phone (`via`).",
    "schema": {"type": "string"},
}
FAILURES: Final = {
    "400": "Unreadable",
    "401": "Not heard: signature, key or PIN",
    "405": "Not a POST",
    "413": f"More than {ACT_BYTES_MAX} bytes",
    "503": "Busy, not cleared: send the very same bytes again",
}


class WithActs(JsonRenderPlugin):
    """The document as JSON, completed."""

    def render(
        self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]
    ) -> bytes:
        """Add what Litestar does not know of."""
        kinds = (AnyAct, GrantedAnswer, RefusedAnswer, Problem)
        shapes, parts = msgspec.json.schema_components(
            kinds, ref_template="#/components/schemas/{name}"
        )
        components = openapi_schema.get("components", {})
        known = components.get("schemas", {})
        whole = openapi_schema | {
            "paths": _with_failures(openapi_schema["paths"], shapes[-1])
            | _paths(*shapes),
            "components": components | {"schemas": parts | known},
        }
        return self.render_json(request, whole)


def _with_failures(paths: dict[str, Any], problem: dict[str, Any]) -> dict[str, Any]:
    # Litestar documents the errors it would give by itself; ours have one shape.
    return {
        path: {
            method: operation
            | {
                "responses": {
                    status: answer
                    for status, answer in operation["responses"].items()
                    if status < "400"
                }
                | {"4XX": _answer("What is wrong, and what to do", problem)}
            }
            for method, operation in operations.items()
        }
        for path, operations in paths.items()
    }


def _paths(
    act: dict[str, Any],
    granted: dict[str, Any],
    refused: dict[str, Any],
    problem: dict[str, Any],
) -> dict[str, Any]:
    failures = {status: _answer(words, problem) for status, words in FAILURES.items()}
    taken = {"oneOf": [refused, problem]}
    return {
        "/acts": {
            "post": {
                "tags": ["acting"],
                "summary": "Ask for one signed act",
                "parameters": [KEY, SIGNATURE, PIN],
                "requestBody": {"required": True, "content": _json(act)},
                "responses": {
                    "200": _answer("Granted, and durable", granted),
                    "409": _answer("Refused, on record; or the id is taken", taken),
                    **failures,
                },
            }
        },
        "/live": {
            "get": {
                "tags": ["reading"],
                "summary": "What happens, as server-sent events",
                "parameters": [
                    {
                        "in": "query",
                        "name": "after",
                        "required": False,
                        "schema": {"type": "integer", "default": -1},
                    }
                ],
                "responses": {
                    "200": {
                        "description": "`entry` once for each, `beat` every 2 s",
                        "content": {"text/event-stream": {}},
                    },
                    "400": _answer("`after` is no number", problem),
                    "401": _answer("Not known", problem),
                },
            }
        },
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _answer(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": _json(schema)}
