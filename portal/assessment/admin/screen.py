"""What the screens around a round share."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.adminkit.views.mixins import RecordScreen
from portal.core.errors import NotAllowed, Refused


class RoundScreen(RecordScreen, WagtailAdminTemplateMixin, TemplateView):
    """One page about one round. GET shows; a POST takes the step named `do`, and comes back with what was refused.

    `takes` names the methods that may be called so; each gets the request's data and answers what to say, or None.
    """

    model = None
    permission = "assessment.see_rounds"
    post_permission = "assessment.manage_round"
    takes: tuple[str, ...] = ()
    header_icon = "tasks"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        needed = self.post_permission if request.method == "POST" else self.permission
        if not request.user.has_perm(needed, self.object):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        step = request.POST.get("do", "")
        if step not in self.takes:
            raise Http404
        try:
            said = getattr(self, f"take_{step}")(request.POST)
        except NotAllowed:
            raise Http404 from None
        except (Refused, ValidationError) as refused:
            messages.error(request, str(refused) if isinstance(refused, Refused) else " ".join(refused.messages))
        else:
            messages.success(request, said)
        return redirect(request.get_full_path())

    def get_page_title(self):
        return self.page_title

    def get_page_subtitle(self):
        return self.viewset.get_title(self.object)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.url_to("index"), "label": capfirst(self.model._meta.verbose_name_plural)},
            {"url": self.url_to("inspect", self.object), "label": self.viewset.get_title(self.object)},
            *self.get_trail(),
            {"url": "", "label": self.get_page_title()},
        ]

    def get_trail(self):
        """Pages between the round's and this one."""
        return []

    def get_context_data(self, **kwargs):
        manages = self.request.user.has_perm(self.post_permission, self.object)
        return super().get_context_data(round=self.object, manages=manages, **kwargs)
