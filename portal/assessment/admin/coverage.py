"""Who reads what: the matrix of a round, and one entry's readers and reviews."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.assessment.actions.assignments import assign_reviewer, unassign_reviewer
from portal.assessment.actions.recusals import exclude_reviewer, lift_recusal
from portal.assessment.actions.reviews import reopen_review
from portal.assessment.admin.panel import as_uuid
from portal.assessment.admin.screen import RoundScreen
from portal.assessment.forms.staff import ExcludeReviewerForm
from portal.assessment.models import PanelMember
from portal.assessment.queries.coverage import coverage, coverage_totals, seats_of
from portal.assessment.queries.entries import visible_to
from portal.assessment.queries.lines import titles_of
from portal.assessment.queries.reviews import reviews_of
from portal.assessment.queries.staff import readers_of

PAGE_SIZE = 25


class CoverageScreen(RoundScreen):
    """A row for each entry, a column for each panel member; `?short=1` leaves those with too few reviews."""

    template_name = "assessment/staff/coverage.html"
    page_title = gettext_lazy("Who reads what")

    def get_context_data(self, **kwargs):
        short = self.request.GET.get("short") == "1"
        lines = coverage(self.object, viewer=self.request.user, at=self.at, language=get_language(), short=short)
        return super().get_context_data(
            page=Paginator(lines, PAGE_SIZE).get_page(self.request.GET.get("p")),
            seats=seats_of(self.object),
            totals=coverage_totals(self.object, viewer=self.request.user, at=self.at),
            short=short,
            **kwargs,
        )


class EntryScreen(RoundScreen):
    """One entry: who was given it, who is recused and why, and what was submitted."""

    template_name = "assessment/staff/entry.html"
    allowed_actions = ("assign", "unassign_reviewer", "exclude_reviewer", "lift", "reopen")

    @cached_property
    def entry(self):
        found = visible_to(self.request.user, self.at).filter(round=self.object, uuid=self.kwargs["entry"])
        entry = found.select_related("round").first()
        if entry is None:
            raise Http404
        return entry

    def perform_assign(self, data):
        reviewer = self._member(data).user
        assign_reviewer(entry=self.entry, reviewer=reviewer, by=self.request.user, at=self.at)
        return _("Assigned to %(name)s.") % {"name": reviewer.get_full_name()}

    def perform_unassign_reviewer(self, data):
        reviewer = self._member(data).user
        unassign_reviewer(entry=self.entry, reviewer=reviewer, by=self.request.user, at=self.at)
        return _("Taken back from %(name)s.") % {"name": reviewer.get_full_name()}

    def perform_exclude_reviewer(self, data):
        form = ExcludeReviewerForm(data)
        if not form.is_valid():
            raise ValidationError([message for messages in form.errors.values() for message in messages])
        reviewer = self._member(data).user
        exclude_reviewer(entry=self.entry, reviewer=reviewer, by=self.request.user, at=self.at, **form.cleaned_data)
        return _("%(name)s is excluded.") % {"name": reviewer.get_full_name()}

    def perform_lift(self, data):
        recusal = self.entry.recusals.filter(uuid=as_uuid(data.get("recusal"))).first()
        if recusal is None:
            raise Http404
        lift_recusal(recusal=recusal, by=self.request.user, at=self.at)
        return _("They can judge this entry again once it is assigned to them.")

    def perform_reopen(self, data):
        review = self.entry.reviews.filter(uuid=as_uuid(data.get("review"))).first()
        if review is None:
            raise Http404
        reopen_review(review=review, by=self.request.user, at=self.at)
        return _("The review is a draft again.")

    def _member(self, data) -> PanelMember:
        members = self.object.members.filter(removed_at=None).select_related("user")
        member = members.filter(uuid=as_uuid(data.get("member"))).first()
        if member is None:
            raise Http404
        return member

    def get_page_title(self):
        return self.entry.reference

    def get_trail(self):
        return [{"url": self.url_to("coverage", self.object), "label": CoverageScreen.page_title}]

    def get_context_data(self, **kwargs):
        viewer = self.request.user
        titles = titles_of([self.entry], viewer=viewer, at=self.at, language=get_language())
        return super().get_context_data(
            reference=self.entry.reference,
            entry_title=titles.get(self.entry.subject_uuid, ""),
            readers=readers_of(self.entry, self.at),
            reviews=reviews_of(self.entry, viewer, self.at),
            takes_reviews=self.object.takes_reviews(self.at),
            form=ExcludeReviewerForm(),
            **kwargs,
        )
