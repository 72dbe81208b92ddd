"""The public site as static files."""
