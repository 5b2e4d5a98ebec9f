"""caseapp: consumer privacy requests under the California Consumer Privacy Act, from the call to the mailed letter."""

__version__ = "0.1.0"
