"""What other programs ask: the same numbers as the pages, behind tokens with scopes."""
