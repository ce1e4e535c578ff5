"""An edition as the parts of an EPUB 3.3 publication."""
