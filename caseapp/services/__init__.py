"""One function for each thing a person does: plain, synchronous, one transaction, returns a ChangeSet."""
