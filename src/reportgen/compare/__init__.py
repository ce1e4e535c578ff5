"""Two Reports -> one whose tree marks what was inserted and deleted."""
