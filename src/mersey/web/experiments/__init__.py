"""Experiments in the web: the same files as the command line's, in the workspace."""
