"""Ways to tell whether a change worked, the strongest first; one file each."""
