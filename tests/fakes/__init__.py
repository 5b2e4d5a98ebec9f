"""Fakes behind the ports: they keep the promises of the real ones, in memory."""
