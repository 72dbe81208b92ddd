#!/usr/bin/env python
"""Django's command-line tool for Labsite."""

import atexit
import gc
import os
import signal
import sys

if __name__ == "__main__":
    # Most of the objects that a command creates, about 160,000 to load the program, stay until it ends. To
    # search them for garbage again and again, and once more at the end, takes a third of a short command.
    gc.set_threshold(200_000, 20, 20)
    atexit.register(gc.freeze)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labsite.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(128 + signal.SIGINT)
    except Exception as error:
        from core.outages.commands import explanation

        text = explanation(error)
        if not text or "--traceback" in sys.argv:
            raise
        sys.exit(text)
