"""How the tables came to be what they are, in order; never edited, only added to."""
