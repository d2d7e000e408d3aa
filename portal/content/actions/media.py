from portal.content.models import Rendition
from portal.core import clock


def delete_expired_renditions() -> int:
    """Delete every stored size of pictures whose consent has ended; asked again, there is nothing left to do.

    The original stays for the editors, in their library only: pages show an empty frame.
    """
    ended = Rendition.objects.filter(image__consent_until__lt=clock.today())
    return sum(1 for rendition in list(ended) if rendition.delete())
