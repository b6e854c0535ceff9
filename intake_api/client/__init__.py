"""How the bots reach the intake API; all they may import beside ``contract``."""

from intake_api.client.intake import IntakeClient
from intake_api.client.line import NotYet, Rejected, Unavailable

__all__ = ["IntakeClient", "NotYet", "Rejected", "Unavailable"]
