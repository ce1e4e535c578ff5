"""The stages in order, one document or many."""
