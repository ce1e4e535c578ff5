"""An edition as the HTML of a page, for the screen and for print."""
