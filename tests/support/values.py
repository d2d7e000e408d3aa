"""Many values in one test, for what `pytest.mark.parametrize` would make hundreds of tests of."""

import functools
import inspect

import pytest


def for_each(names, values):
    """As `pytest.mark.parametrize`, but one test tries all of the values and names each one that fails.

    For what is quick and leaves nothing behind: the milliseconds around a test of its own are more than it takes to
    compare two names. A value that fails hides no other; ValueError where there are no values.
    """
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    values = list(values)
    if not values:
        raise ValueError(f"no values for {', '.join(names)}")

    def decorate(test):
        @functools.wraps(test)
        def try_all(*args, **fixtures):
            failures = []
            for value in values:
                given = dict(zip(names, value if len(names) > 1 else (value,), strict=True))
                try:
                    test(*args, **fixtures, **given)
                except (Exception, pytest.fail.Exception) as failure:
                    failure.add_note("with " + ", ".join(f"{name}={each!r}" for name, each in given.items()))
                    failures.append(failure)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(values)} values fail", failures)

        signature = inspect.signature(test)
        fixtures = [each for name, each in signature.parameters.items() if name not in names]
        try_all.__signature__ = signature.replace(parameters=fixtures)
        try_all.inputs = len(values) * getattr(test, "inputs", 1)
        return try_all

    return decorate
