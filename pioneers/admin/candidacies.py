"""Staff screens of candidacies: the field, the shortlist, the choice."""

import django_filters
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from pioneers.actions.choosing import choose_laureate, shortlist_candidacy, unchoose_laureate, unshortlist_candidacy
from pioneers.actions.consent import ask_consent
from pioneers.admin.countries import CountryColumn
from pioneers.admin.matching import links_at_its_addresses, match_links
from pioneers.admin.names import left_names_field
from pioneers.admin.recusals import candidacy_recusal_actions, subject_of
from pioneers.admin.ways_back import enter_late_action, laureate_actions, taken_back_field
from pioneers.forms.staff import (
    ReasonsForm,
)
from pioneers.models import Candidacy, Edition
from pioneers.queries.candidacies import visible_to
from pioneers.queries.countries import country_choices, country_name
from pioneers.queries.jury import round_of
from pioneers.queries.matching import is_held_back
from pioneers.states import CandidacyState, EditionState
from portal.adminkit.addresses import staff_url
from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.assessment.admin.recusals import recusals_field
from portal.assessment.queries.ranking import standings
from portal.core.formats import when
from portal.core.texts import localised
from portal.desk.viewset import CaseViewSet


class CandidacyFilter(WagtailFilterSet):
    """By state, edition, country and theme."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=CandidacyState.choices, distinct=False)
    edition = django_filters.ModelChoiceFilter(label=_("Edition"), queryset=Edition.objects.all())
    country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices)

    class Meta:
        model = Candidacy
        fields = ["state", "edition", "country"]


def _nominees(candidacy: Candidacy):
    return format_html_join(
        "\n",
        '<a href="{}">{}</a>: {}',
        ((staff_url(one), one.name, one.get_state_display()) for one in candidacy.nominees.all()),
    )


def _nominations(candidacy: Candidacy):
    sent = candidacy.nominations.order_by("submitted_at")
    return format_html_join(
        "\n", '<a href="{}">{}</a>: {}', ((staff_url(n), n.reference, n.get_state_display()) for n in sent)
    )


def _jury_points(candidacy: Candidacy, viewer, at):
    round = round_of(candidacy.edition)
    line = standings(round, [candidacy.uuid], at).get(candidacy.uuid) if round else None
    if line is None or line.points is None:
        return ""
    return _("%(points)s of 100, from %(submitted)s of %(wanted)s reviews") % {
        "points": line.points,
        "submitted": line.submitted,
        "wanted": line.wanted,
    }


def _judging(*states):
    return lambda candidacy, at: candidacy.state in states and candidacy.edition.state == EditionState.JUDGING


class CandidacyViewSet(CaseViewSet):
    """Candidacies: one nominee (a person or a group) in one edition."""

    model = Candidacy
    icon = "group"
    menu_label = _("Candidacies")
    visible_to = visible_to
    view_permission = "pioneers.see_prize"
    list_display = ["reference", "name", StateColumn(), CountryColumn(), "category", "edition", "state_since"]
    list_related = ["category", "edition"]
    list_export = ["reference", "state", "name", "kind", "country", "category", "asked_at"]
    filterset_class = CandidacyFilter
    unmasked_fields = ("reference", "edition")
    ordering = "-state_since"
    detail_fields = [
        DetailField(_("Name"), lambda c: c.name),
        DetailField(_("State"), lambda c: c.get_state_display()),
        DetailField(_("Person or group"), lambda c: c.get_kind_display()),
        DetailField(_("Nominees"), _nominees),
        DetailField(_("Nominations"), _nominations),
        DetailField(_("Possibly the same nominee"), match_links, for_viewer=True),
        DetailField(_("An address here is also used in"), links_at_its_addresses, for_viewer=True),
        left_names_field,
        DetailField(_("Country"), lambda c: country_name(c.country)),
        DetailField(_("Theme"), lambda c: c.category.name),
        DetailField(_("Answer by"), lambda c: when(c.answer_by, c.edition.zone)),
        DetailField(_("Points from the jury"), _jury_points, for_viewer=True),
        DetailField(_("The jury’s reasons"), lambda c: localised(c.reasons)),
        DetailField(_("Reasons corrected"), lambda c: when(c.corrected_at, c.edition.zone)),
        DetailField(_("Withdrawn from the site"), lambda c: when(c.unpublished_at, c.edition.zone)),
        DetailField(_("Reason, as everyone reads it"), lambda c: localised(c.unpublished_reasons)),
        taken_back_field,
        recusals_field(subject_of),
    ]
    record_actions = [
        RecordAction(
            "ask",
            _("Ask for consent anyway"),
            ask_consent,
            "pioneers.ask_consent",
            explanation=_(
                "Another candidacy may be about the same person, who was asked already. If you ask now, one person "
                "may get the question twice. Better decide first whether the two are the same nominee."
            ),
            shown=lambda candidacy, at: candidacy.state == CandidacyState.SCREENING and is_held_back(candidacy),
        ),
        RecordAction(
            "shortlist",
            _("Shortlist"),
            shortlist_candidacy,
            "pioneers.choose_laureate",
            shown=_judging(CandidacyState.IN_FIELD),
            bulk=True,
        ),
        RecordAction(
            "unshortlist",
            _("Remove from the shortlist"),
            unshortlist_candidacy,
            "pioneers.choose_laureate",
            shown=_judging(CandidacyState.SHORTLISTED),
        ),
        RecordAction(
            "choose",
            _("Choose as laureate"),
            choose_laureate,
            "pioneers.choose_laureate",
            explanation=_("Nobody outside the secretariat sees the choice before the reveal."),
            form_class=ReasonsForm,
            initial=lambda candidacy: {"reasons": candidacy.reasons},
            shown=_judging(CandidacyState.IN_FIELD, CandidacyState.SHORTLISTED, CandidacyState.LAUREATE),
        ),
        RecordAction(
            "unchoose",
            _("Undo the choice"),
            unchoose_laureate,
            "pioneers.choose_laureate",
            shown=_judging(CandidacyState.LAUREATE),
            danger=True,
        ),
        enter_late_action,
        *laureate_actions,
        *candidacy_recusal_actions(),
    ]

    def get_title(self, record):
        return f"{record.reference}: {record.name}"
