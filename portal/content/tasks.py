from datetime import timedelta

from django.core.management import call_command

from portal.content.actions.media import delete_expired_renditions
from portal.jobs.registry import job


@job("content.publish_scheduled", every=timedelta(minutes=1))
def publish_scheduled_pages(at):
    """Pages whose time to appear or to go has come. Safe to run twice at once: Wagtail asks again per page."""
    call_command("publish_scheduled", verbosity=0)


@job("content.delete_expired_renditions", every=timedelta(hours=6))
def delete_expired_renditions_nightly(at):
    """Sizes of pictures whose consent has ended are deleted, so that their addresses answer no more."""
    delete_expired_renditions()
