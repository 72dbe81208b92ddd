"""The functions of tasks, which the apps have registered."""

from collections.abc import Callable

#: The functions by the name of the task.
REGISTERED: dict[str, Callable[..., object]] = {}


def register_task(name: str, run: Callable[..., object]) -> None:
    """Register the function of a task. Call it in ``AppConfig.ready``. Raises ValueError for a name taken.

    The function is called with the arguments of the task, and again from the start after an interruption: it
    finds out by itself what is left to do.
    """
    if name in REGISTERED:
        raise ValueError(f"There is already a task named {name!r}.")
    REGISTERED[name] = run
