"""The web portal of a research group."""
