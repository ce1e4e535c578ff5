"""Finished PDF files bound into one, with their structure trees, outlines and page labels."""
