"""Tasks: work begun by a page or command that goes on, in many short transactions, after it has answered.

- ``registry``: the functions of tasks
- ``models``: a task that has not been finished yet
- ``running``: queues tasks, and runs what is queued
"""

from core.tasks.registry import register_task

__all__ = ["register_task"]
