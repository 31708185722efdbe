"""Changing content files: the lines of one entry, or one value of it, and every other character left as it is."""
