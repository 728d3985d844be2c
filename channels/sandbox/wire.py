"""Values of the sandbox as JSON between its process and a driver. Pure."""

from __future__ import annotations

import base64
import dataclasses
from datetime import datetime
from typing import Any


def to_wire(value: Any) -> Any:
    """Bytes become {"base64"}, times ISO 8601, sets sorted lists, dataclasses objects."""
    match value:
        case list() | tuple():
            return [to_wire(one) for one in value]
        case dict():
            return {key: to_wire(one) for key, one in value.items()}
        case _ if dataclasses.is_dataclass(value):
            fields = dataclasses.fields(value)
            return {field.name: to_wire(getattr(value, field.name)) for field in fields}
        case _:
            return _plain(value)


def bytes_back(value: dict[str, Any]) -> Any:
    """For json.loads: an object that is {"base64"} alone is bytes."""
    return base64.b64decode(value["base64"]) if set(value) == {"base64"} else value


def _plain(value: Any) -> Any:
    match value:
        case bytes():
            return {"base64": base64.b64encode(value).decode("ascii")}
        case datetime():
            return value.isoformat()
        case frozenset() | set():
            return sorted(value)
        case _:
            return value
