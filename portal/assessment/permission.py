"""What an action that judges something begins with: may the one acting do this, and do they not stand aside from it?"""

from portal.assessment.errors import StandsAside
from portal.core.errors import NotAllowed


def require_to_judge(by, permission: str, about) -> None:
    """Like `portal.core.permission.require`, for permissions whose rule lets nobody judge what they stand aside from:
    whoever holds the permission but for that is told so.

    Raises NotAllowed, StandsAside.
    """
    if by is None or by.has_perm(permission, about):
        return
    raise StandsAside() if by.has_perm(permission) else NotAllowed()
