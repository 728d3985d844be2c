"""What every table of the file is: closed, and a value once it is read."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of the file: closed, and a value once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
