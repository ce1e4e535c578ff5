"""What reviewers said of a manuscript, and what was answered: `reviews/*.yaml`."""
