"""Two states of a project -> one document that shows what changed."""
