"""Tasks: work that a page or command begins, and that continues after the response in many short
transactions.

- ``registry``: the functions of tasks
- ``models``: a task that has not been finished yet
- ``running``: queues tasks, and runs what is queued
"""

from core.tasks.registry import register_task

__all__ = ["register_task"]
