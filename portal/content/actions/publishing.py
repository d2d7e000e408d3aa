from django.core.management import call_command


def publish_scheduled() -> None:
    """Publish and unpublish the pages whose time has come. Safe to run twice at once: Wagtail asks again per page."""
    call_command("publish_scheduled", verbosity=0)
