"""A Word document that was written elsewhere -> a project."""
