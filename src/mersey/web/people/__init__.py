"""Who belongs here: inviting, joining, roles, access, and leaving."""
