"""An old Word document made ready for pandoc: fields taken out, typed headings made headings."""
