"""What the screens around a round share."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from wagtail.admin import messages

from portal.adminkit.views.mixins import RecordPage
from portal.core.errors import NotAllowed, Refused


class RoundScreen(RecordPage):
    """One page about one round. GET shows; a POST does the action named `do`, and comes back with what was refused.

    `allowed_actions` are the names after `perform_` of methods that may be called so; each gets the request's data
    and returns what to say, or None.
    """

    permission = "assessment.see_rounds"
    post_permission = "assessment.manage_round"
    allowed_actions: tuple[str, ...] = ()
    header_icon = "tasks"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        needed = self.post_permission if request.method == "POST" else self.permission
        if not request.user.has_perm(needed, self.object):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        name = request.POST.get("do", "")
        if name not in self.allowed_actions:
            raise Http404
        try:
            message = getattr(self, f"perform_{name}")(request.POST)
        except NotAllowed:
            raise Http404 from None
        except (Refused, ValidationError) as refused:
            messages.error(request, str(refused) if isinstance(refused, Refused) else " ".join(refused.messages))
        else:
            messages.success(request, message)
        return redirect(request.get_full_path())

    def get_context_data(self, **kwargs):
        manages = self.request.user.has_perm(self.post_permission, self.object)
        return super().get_context_data(round=self.object, manages=manages, **kwargs)
