"""Boards of services: facts kept beside the log, and what people typed."""
