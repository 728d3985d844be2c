"""Channel adapters. None knows another; each speaks only `triage.messages` to the service."""
