"""Staff screens of nominations: the check for abuse, and putting matching right."""

import django_filters
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from pioneers.actions.matching import attach_nomination, split_nomination
from pioneers.actions.nominations import screen_nomination
from pioneers.admin.countries import CountryColumn
from pioneers.admin.matching import links_at_its_addresses, match_links
from pioneers.admin.names import nomination_fields, redact_action
from pioneers.admin.nomination_preflights import before_rejecting
from pioneers.admin.recusals import candidacy_recusal_actions, subject_of
from pioneers.admin.ways_back import take_up_action, taken_back_field
from pioneers.forms.staff import AcceptNominationForm, AttachForm, RefuseNominationForm
from pioneers.models import Edition, Nomination
from pioneers.queries.countries import country_choices, country_name
from pioneers.queries.nominations import members_of, sent_visible_to
from pioneers.states import SENT_NOMINATIONS, UNDECIDED_EDITIONS, NominationState
from portal.adminkit.addresses import staff_url
from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.assessment.admin.recusals import recusals_field
from portal.desk.viewset import CaseViewSet
from portal.documents.queries.files import files_of

SENT_CHOICES = NominationState.choices_in(SENT_NOMINATIONS)


class NominationFilter(WagtailFilterSet):
    """By state, edition and country."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=SENT_CHOICES, distinct=False)
    edition = django_filters.ModelChoiceFilter(label=_("Edition"), queryset=Edition.objects.all())
    nominee_country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices)

    class Meta:
        model = Nomination
        fields = ["state", "edition", "nominee_country"]


def _links(nomination: Nomination):
    """Links as words to copy, not to click: nobody here is sent to a stranger's page by accident."""
    return "\n".join(nomination.links)


def _members(nomination: Nomination):
    return "\n".join(f"{name} <{email}>" for name, email in members_of(nomination))


def _files(nomination: Nomination):
    return format_html_join("\n", '<a href="{}">{}</a>', ((file.url, file.name) for file in files_of(nomination)))


def _matches(nomination: Nomination, viewer, at):
    return match_links(nomination.candidacy, viewer, at) if nomination.candidacy else ""


def _same_addresses(nomination: Nomination, viewer, at):
    return links_at_its_addresses(nomination.candidacy, viewer, at) if nomination.candidacy else ""


def _candidacy(nomination: Nomination):
    candidacy = nomination.candidacy
    if candidacy is None:
        return ""
    return format_html(
        '<a href="{}">{}: {}</a> ({})',
        staff_url(candidacy),
        candidacy.reference,
        candidacy.name,
        candidacy.get_state_display(),
    )


class NominationViewSet(CaseViewSet):
    """Nominations that were sent. Drafts are nobody's but their writer's."""

    model = Nomination
    icon = "mail"
    menu_label = _("Nominations")
    visible_to = sent_visible_to
    view_permission = "pioneers.see_prize"
    list_display = [
        "reference",
        "nominee_name",
        StateColumn(),
        CountryColumn("nominee_country"),
        "category",
        "edition",
        "submitted_at",
    ]
    list_related = ["category", "edition"]
    list_export = ["reference", "state", "nominee_name", "nominee_country", "category", "submitted_at", "language"]
    filterset_class = NominationFilter
    unmasked_fields = ("reference", "edition")
    ordering = "-submitted_at"
    detail_fields = [
        DetailField(_("State"), lambda n: n.get_state_display()),
        DetailField(_("Candidacy"), _candidacy),
        DetailField(_("Possibly the same nominee"), _matches, for_viewer=True),
        DetailField(_("An address here is also used in"), _same_addresses, for_viewer=True),
        DetailField(_("Nominee"), _members),
        DetailField(_("Group"), lambda n: n.nominee_name if n.kind == "group" else ""),
        DetailField(_("Country"), lambda n: country_name(n.nominee_country)),
        DetailField(_("Theme"), lambda n: n.category.name if n.category else ""),
        DetailField(_("What they did"), lambda n: n.did),
        DetailField(_("What changed"), lambda n: n.changed),
        DetailField(_("Why it took courage"), lambda n: n.courage),
        DetailField(_("Links"), _links),
        DetailField(_("Files"), _files),
        *nomination_fields,
        DetailField(_("Nominator"), lambda n: f"{n.nominator_name} <{n.nominator_email}>"),
        DetailField(
            _("How they know them"), lambda n: " – ".join(filter(None, [n.get_relation_display(), n.relation_text]))
        ),
        DetailField(_("Reason given at screening"), lambda n: n.screening_reason),
        taken_back_field,
        recusals_field(subject_of),
    ]
    record_actions = [
        RecordAction(
            "accept",
            _("Pass on"),
            screen_nomination,
            "pioneers.screen_nomination",
            explanation=_(
                "You have read it and found no abuse. The nominee is told who nominated them and what was "
                "written, and is asked for consent."
            ),
            form_class=AcceptNominationForm,
            shown=lambda nomination, at: (
                nomination.state == NominationState.SUBMITTED and nomination.edition.state in UNDECIDED_EDITIONS
            ),
            bulk=True,
        ),
        RecordAction(
            "refuse",
            _("Reject"),
            screen_nomination,
            "pioneers.screen_nomination",
            explanation=_("The nominee is not told. The nominator gets an e-mail without the reason."),
            form_class=RefuseNominationForm,
            shown=lambda nomination, at: nomination.state == NominationState.SUBMITTED,
            danger=True,
            preflight=before_rejecting,
        ),
        take_up_action,
        redact_action,
        RecordAction(
            "attach",
            _("Move to another candidacy"),
            attach_nomination,
            "pioneers.attach_nomination",
            explanation=_("It is about the same person or group as another nomination."),
            form_class=AttachForm,
            shown=lambda nomination, at: nomination.candidacy_id is not None,
        ),
        RecordAction(
            "split",
            _("Make it a separate candidacy"),
            split_nomination,
            "pioneers.attach_nomination",
            explanation=_("It was matched with somebody else by mistake."),
            shown=lambda nomination, at: nomination.candidacy_id is not None,
        ),
        *candidacy_recusal_actions(lambda nomination: nomination.candidacy),
    ]
