"""Who sits on a round's panel."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.assessment.actions.panel import add_panel_member_by_email, remove_panel_member, resume_member
from portal.assessment.admin.screen import RoundScreen
from portal.assessment.forms.staff import SeatForm, conflict_line
from portal.assessment.queries.conflicts import conflicts_on_panel
from portal.assessment.queries.staff import panel_of


class PanelScreen(RoundScreen):
    """The panel with its workload: add, remove, let someone go on who had finished."""

    template_name = "assessment/staff/panel.html"
    page_title = gettext_lazy("Panel")
    allowed_actions = ("add", "remove", "resume")

    def perform_add(self, data):
        form = SeatForm(data)
        if not form.is_valid():
            raise ValidationError([message for messages in form.errors.values() for message in messages])
        member = add_panel_member_by_email(round=self.object, by=self.request.user, at=self.at, **form.cleaned_data)
        said = _("%(name)s is on the panel.") % {"name": member.user.get_full_name()}
        conflicts = {one.user_id: one for one in conflicts_on_panel(self.object, self.request.user, self.at)}
        if conflict := conflicts.get(member.user_id):
            return f"{said} {_('They can’t be given:')} {conflict_line(conflict)}"
        return said

    def perform_remove(self, data):
        member = self._member(data)
        remove_panel_member(round=self.object, user=member.user, by=self.request.user, at=self.at)
        return _("%(name)s has left the panel.") % {"name": member.user.get_full_name()}

    def perform_resume(self, data):
        member = self._member(data)
        resume_member(member=member, by=self.request.user, at=self.at)
        return _("%(name)s can change their reviews again.") % {"name": member.user.get_full_name()}

    def _member(self, data):
        member = self.object.members.select_related("user").filter(uuid=as_uuid(data.get("member"))).first()
        if member is None:
            raise Http404
        return member

    def get_context_data(self, **kwargs):
        viewer = self.request.user
        return super().get_context_data(
            panel=panel_of(self.object, viewer, self.at),
            conflicts=[conflict_line(one) for one in conflicts_on_panel(self.object, viewer, self.at)],
            form=SeatForm(),
            **kwargs,
        )


def as_uuid(text: str | None) -> UUID:
    """A uuid out of a form; 404 when it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        raise Http404 from None
