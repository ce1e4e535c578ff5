"""An edited Word document -> changes of the sources that it was made of."""
