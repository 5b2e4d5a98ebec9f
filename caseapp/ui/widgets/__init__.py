"""The parts that pages are made of. Each is real, focusable and named; none knows a service."""
