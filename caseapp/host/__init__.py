"""The machine: folders, resources, settings, logging, clock, single instance. No Qt, no domain."""
