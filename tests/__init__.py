"""The tests of caseapp, laid out like the package they test."""
