"""What in a text is of a person: names, numbers, places and dates that identify."""
