from datetime import timedelta

from portal.content.actions.media import delete_expired_renditions
from portal.content.actions.publishing import publish_scheduled
from portal.jobs.registry import job


@job("content.publish_scheduled", every=timedelta(minutes=1))
def publish_scheduled_pages(at):
    """Pages whose time to appear or to go has come."""
    publish_scheduled()


@job("content.delete_expired_renditions", every=timedelta(hours=6))
def delete_expired_renditions_nightly(at):
    """Sizes of pictures whose consent has ended are deleted, so that their addresses answer no more."""
    delete_expired_renditions()
