from django.apps import AppConfig


class DemoConfig(AppConfig):
    """What `make demo` and `make run` start and show, and made-up data for the benchmark. It has no models."""

    name = "portal.demo"
