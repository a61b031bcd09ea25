"""The web application: what everybody but the analyst meets. Needs the extra `web`."""
