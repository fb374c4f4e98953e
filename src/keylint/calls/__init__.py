"""The private endpoints of Gemini that code calls, and the least role that they need."""

from keylint.calls.endpoints import Endpoint, Role
from keylint.calls.reading import Call, read
from keylint.calls.roles import forbidden, least

__all__ = ["Call", "Endpoint", "Role", "forbidden", "least", "read"]
