"""Staff screens of candidacies and nominees: answers, the shortlist, the choice."""

import django_filters
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from pioneers.actions import (
    choose_laureate,
    decide_without_guardian,
    shortlist_candidacy,
    unchoose_laureate,
    unshortlist_candidacy,
)
from pioneers.forms.staff import AllowWithoutGuardianForm, ReasonsForm, RefuseWithoutGuardianForm
from pioneers.models import Candidacy, Edition, Nominee
from pioneers.queries.candidacies import visible_to
from pioneers.queries.countries import country_choices, country_name
from pioneers.queries.jury import round_of
from pioneers.queries.staff import nominees_visible_to
from pioneers.states import CandidacyState, EditionState, NomineeState
from pioneers.viewsets.asides import steps_aside, subject_of
from portal.assessment.queries.ranking import standings
from portal.assessment.viewsets.aside import aside_fact
from portal.staff.addresses import staff_url
from portal.staff.columns import StateColumn
from portal.staff.facts import Fact, Step
from portal.staff.viewsets import RecordViewSet
from portal.templatetags.portal import day, when
from portal.texts import localised


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


def _standing(candidacy: Candidacy):
    round = round_of(candidacy.edition)
    line = standings(round, [candidacy.uuid]).get(candidacy.uuid) if round else None
    if line is None or line.points is None:
        return ""
    return _("%(points)s of 100, %(submitted)s of %(wanted)s reviews") % {
        "points": line.points,
        "submitted": line.submitted,
        "wanted": line.wanted,
    }


def _judging(*states):
    return lambda candidacy, at: candidacy.state in states and candidacy.edition.state == EditionState.JUDGING


class CandidacyViewSet(RecordViewSet):
    """Candidacies: one nominee (a person or a group) in one edition."""

    model = Candidacy
    icon = "group"
    menu_label = _("Candidacies")
    visible_to = visible_to
    view_permission = "pioneers.see_prize"
    list_display = ["reference", "name", StateColumn(), "country", "category", "edition", "state_since"]
    list_related = ["category", "edition"]
    list_export = ["reference", "state", "name", "kind", "country", "category", "asked_at"]
    filterset_class = CandidacyFilter
    aside_shows = ("reference", "edition")
    ordering = "-state_since"
    facts = [
        Fact(_("Name"), lambda c: c.name),
        Fact(_("State"), lambda c: c.get_state_display()),
        Fact(_("Person or group"), lambda c: c.get_kind_display()),
        Fact(_("Nominees"), _nominees),
        Fact(_("Nominations"), _nominations),
        Fact(_("Country"), lambda c: country_name(c.country)),
        Fact(_("Theme"), lambda c: c.category.name),
        Fact(_("Answer by"), lambda c: when(c.answer_by, c.edition.zone)),
        Fact(_("Points from the jury"), _standing),
        Fact(_("The jury’s reasons"), lambda c: localised(c.reasons)),
        aside_fact(subject_of),
    ]
    steps = [
        Step(
            "shortlist",
            _("Shortlist"),
            shortlist_candidacy,
            "pioneers.choose_laureate",
            shown=_judging(CandidacyState.IN_FIELD),
            bulk=True,
        ),
        Step(
            "unshortlist",
            _("Take off the shortlist"),
            unshortlist_candidacy,
            "pioneers.choose_laureate",
            shown=_judging(CandidacyState.SHORTLISTED),
        ),
        Step(
            "choose",
            _("Choose as laureate"),
            choose_laureate,
            "pioneers.choose_laureate",
            explanation=_("Nobody outside the secretariat sees the choice before the reveal."),
            form_class=ReasonsForm,
            initial=lambda candidacy: {"reasons": candidacy.reasons},
            shown=_judging(CandidacyState.IN_FIELD, CandidacyState.SHORTLISTED, CandidacyState.LAUREATE),
        ),
        Step(
            "unchoose",
            _("Take the choice back"),
            unchoose_laureate,
            "pioneers.choose_laureate",
            shown=_judging(CandidacyState.LAUREATE),
            danger=True,
        ),
        *steps_aside(),
    ]

    def get_title(self, record):
        return f"{record.reference}: {record.name}"


def _link(record, words: str):
    return format_html('<a href="{}">{}</a>', staff_url(record), words)


def _consent_line(consent) -> str:
    days = [consent.given_at, consent.withdrawn_at] if consent.withdrawn_at else [consent.given_at]
    return " – ".join([str(consent.get_scope_display()), str(consent.get_role_display()), *(day(at) for at in days)])


class NomineeViewSet(RecordViewSet):
    """The people named in candidacies, with their own answers."""

    model = Nominee
    icon = "user"
    menu_label = _("Nominees")
    visible_to = nominees_visible_to
    view_permission = "pioneers.see_prize"
    list_display = ["name", StateColumn(), "candidacy", "state_since"]
    list_filter = ["state"]
    search_fields = ["name", "email"]
    ordering = "-state_since"
    aside_shows = ("candidacy",)
    facts = [
        Fact(_("Name"), lambda n: n.name),
        Fact(_("E-mail"), lambda n: n.email),
        Fact(_("State"), lambda n: n.get_state_display()),
        Fact(_("Candidacy"), lambda n: _link(n.candidacy, n.candidacy.reference)),
        Fact(_("Person"), lambda n: _link(n.person, n.person.name)),
        Fact(_("Date of birth"), lambda n: n.person.birth_date),
        Fact(_("About a guardian"), lambda n: n.guardian_note),
        Fact(
            _("Consents"),
            lambda n: "\n".join(_consent_line(consent) for consent in n.consents.all()),
        ),
        aside_fact(subject_of),
    ]
    steps = [
        Step(
            "allow",
            _("Let them take part without a guardian"),
            decide_without_guardian,
            "pioneers.decide_guardian",
            explanation=_("They told us that no guardian is safe to ask. Nobody is contacted."),
            form_class=AllowWithoutGuardianForm,
            shown=lambda nominee, at: nominee.state == NomineeState.NO_SAFE_GUARDIAN,
        ),
        Step(
            "disallow",
            _("Not without a guardian"),
            decide_without_guardian,
            "pioneers.decide_guardian",
            form_class=RefuseWithoutGuardianForm,
            shown=lambda nominee, at: nominee.state == NomineeState.NO_SAFE_GUARDIAN,
            danger=True,
        ),
        *steps_aside(lambda nominee: nominee.candidacy),
    ]

    def get_title(self, record):
        return record.name
