"""What commands report beside building."""
