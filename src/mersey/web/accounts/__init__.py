"""Signing in: allauth, in the clothes of the other pages."""
