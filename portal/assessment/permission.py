"""What an action that judges something begins with: may the one acting do this, and are they not recused from it?"""

from django.db.models import Model

from portal.assessment.errors import Recused
from portal.core.actors import Actor
from portal.core.errors import NotAllowed


def require_to_judge(by: Actor, permission: str, about: Model) -> None:
    """Like `portal.core.permission.require`, for permissions whose rule lets nobody judge what they are recused from:
    whoever holds the permission but for that is told so.

    Raises NotAllowed, Recused.
    """
    if by is None or by.has_perm(permission, about):
        return
    raise Recused() if by.has_perm(permission) else NotAllowed()
