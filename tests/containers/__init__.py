"""The container image, built and used: python -m tests.containers, outside of the test suite."""
