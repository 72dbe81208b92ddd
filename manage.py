#!/usr/bin/env python
"""Django's command-line tool for Labsite."""

import gc
import os
import sys

if __name__ == "__main__":
    # Search for garbage rarely: most of what a command loads and reads stays. Python would search it over and
    # over, for an eighth of the time that a short command takes.
    gc.set_threshold(50_000, 20, 20)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labsite.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
