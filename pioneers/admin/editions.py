"""Staff screens of editions, their themes, ceremonies and ages of consent."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from pioneers.actions.choosing import conclude_edition
from pioneers.actions.editions import (
    announce_edition,
    create_category,
    create_ceremony,
    create_consent_age,
    create_edition,
    open_judging,
    plan_jury,
    update_category,
    update_ceremony,
    update_consent_age,
    update_edition,
)
from pioneers.admin.preflights import (
    before_announcing_edition,
    before_concluding,
    before_moving_closing,
    before_opening_judging,
)
from pioneers.admin.reveal import REVEAL_ACTIONS, reveal_urls
from pioneers.admin.ways_back import reopen_action, taken_back_field
from pioneers.forms.staff import CategoryForm, CeremonyForm, ConcludeForm, ConsentAgeForm, EditionForm, PlanJuryForm
from pioneers.letters.results import preview_result
from pioneers.models import Category, Ceremony, ConsentAge, Edition
from pioneers.queries.countries import country_name
from pioneers.queries.editions import visible_to
from pioneers.queries.jury import round_of
from pioneers.queries.recusals import recused_nominees_q
from pioneers.queries.staff import (
    categories_visible_to,
    ceremonies_visible_to,
    consent_ages_visible_to,
    edition_panel,
    result_recipients,
)
from pioneers.states import EditionState
from portal.adminkit.addresses import staff_url
from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.views.mixins import RecordPage
from portal.adminkit.viewset import RecordViewSet
from portal.core.formats import day, when
from portal.core.texts import localised
from portal.desk.viewset import CaseViewSet

PAGE_SIZE = 10


class ResultLettersScreen(RecordPage):
    """Each letter as it would be written now, in its reader's language, links masked. Looking sends nothing. Letters to
    nominees the viewer is recused from are not among them."""

    template_name = "pioneers/staff/letters.html"
    page_title = _("E-mails at the reveal")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm("pioneers.read_results", self.object):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        told = result_recipients(self.object).filter(~recused_nominees_q(self.request.user, self.at))
        page = Paginator(told, PAGE_SIZE).get_page(self.request.GET.get("p"))
        letters = [(nominee, preview_result(nominee)) for nominee in page]
        return super().get_context_data(edition=self.object, page=page, letters=letters, **kwargs)


class EditionViewSet(CaseViewSet):
    """Editions: settings, and the steps from announcement to conclusion."""

    model = Edition
    icon = "date"
    menu_label = _("Editions")
    visible_to = visible_to
    view_permission = "pioneers.see_prize"
    create_permission = update_permission = "pioneers.run_edition"
    create_action = create_edition
    update_action = update_edition
    form_class = EditionForm
    list_display = ["year", "title", StateColumn(), "opens_at", "closes_at", "reveal_at"]
    list_export = ["year", "state", "opens_at", "closes_at", "reveal_at", "min_age", "max_age"]
    list_filter = ["state"]
    search_fields = ["year"]
    ordering = "-year"
    detail_template_name = "pioneers/staff/edition.html"
    detail_fields = [
        DetailField(_("State"), lambda edition: edition.get_state_display()),
        DetailField(_("Nominations open"), lambda edition: when(edition.opens_at, edition.zone)),
        DetailField(_("Nominations close"), lambda edition: when(edition.closes_at, edition.zone)),
        DetailField(_("Reveal"), lambda edition: when(edition.reveal_at, edition.zone)),
        DetailField(_("Ages"), lambda edition: f"{edition.min_age}–{edition.max_age} ({day(edition.age_on)})"),
        DetailField(_("Countries"), lambda edition: ", ".join(country_name(code) for code in edition.countries)),
        DetailField(_("Prize"), lambda edition: str(edition.prize)),
        DetailField(_("Laureates"), lambda edition: edition.laureate_limit),
        DetailField(_("Concluded without closed, complete reviews"), lambda edition: edition.override_reasons),
        taken_back_field,
    ]
    record_actions = [
        RecordAction(
            "announce",
            _("Announce"),
            announce_edition,
            "pioneers.run_edition",
            explanation=_("From now on everyone can see the edition. Nominations open and close at the times you set."),
            shown=lambda edition, at: edition.state == EditionState.DRAFT,
            preflight=before_announcing_edition,
        ),
        RecordAction(
            "jury",
            _("Plan the jury"),
            plan_jury,
            "pioneers.run_edition",
            explanation=_("Creates the jury’s round with criteria to start from. You set criteria and panel there."),
            form_class=PlanJuryForm,
            shown=lambda edition, at: edition.state == EditionState.ANNOUNCED and round_of(edition) is None,
        ),
        RecordAction(
            "judging",
            _("Open judging"),
            open_judging,
            "pioneers.run_edition",
            explanation=_("Everyone who said yes goes to the jury, and the jury's round opens."),
            shown=lambda edition, at: edition.state == EditionState.ANNOUNCED and edition.closes_at <= at,
            preflight=before_opening_judging,
        ),
        RecordAction(
            "conclude",
            _("Conclude the choice"),
            conclude_edition,
            "pioneers.conclude_edition",
            explanation=_(
                "Everyone else becomes “not chosen”. Nobody outside the secretariat learns who was chosen before the "
                "reveal. The e-mails with the result go out then."
            ),
            form_class=ConcludeForm,
            shown=lambda edition, at: edition.state == EditionState.JUDGING,
            preflight=before_concluding,
        ),
        *REVEAL_ACTIONS,
        reopen_action,
    ]

    def get_title(self, record):
        return record.title

    def get_update_preflight(self, record, answers, viewer, at):
        return before_moving_closing(record, answers, viewer, at)

    def get_detail_context(self, record, viewer, at):
        panel = edition_panel(record, viewer, at)
        return {
            "panel": panel,
            "round_url": staff_url(panel.round) if panel.round else "",
            "may_read_results": viewer.has_perm("pioneers.read_results", record),
            "reveal_url": reverse(self.get_url_name("reveal"), args=[record.uuid]),
            "letters_url": reverse(self.get_url_name("letters"), args=[record.uuid]),
        }

    def get_urlpatterns(self):
        letters = self.construct_view(ResultLettersScreen)
        return [*super().get_urlpatterns(), path("<uuid:pk>/letters/", letters, name="letters"), *reveal_urls(self)]


class CategoryViewSet(RecordViewSet):
    """Themes of editions."""

    model = Category
    icon = "tag"
    menu_label = _("Themes")
    visible_to = categories_visible_to
    view_permission = "pioneers.see_prize"
    create_permission = update_permission = "pioneers.run_edition"
    create_action = create_category
    update_action = update_category
    form_class = CategoryForm
    list_display = ["name", "edition", "slug", "position"]
    list_related = ["edition"]
    list_filter = ["edition"]
    search_fields = ["slug"]
    ordering = ("-edition__year", "position")
    detail_fields = [
        DetailField(_("Edition"), lambda category: category.edition.title),
        DetailField(_("Name"), lambda category: category.name),
        DetailField(_("Short name in addresses"), lambda category: category.slug),
    ]


class CeremonyViewSet(CaseViewSet):
    """Ceremonies of editions."""

    model = Ceremony
    icon = "calendar"
    menu_label = _("Ceremonies")
    visible_to = ceremonies_visible_to
    view_permission = "pioneers.see_prize"
    create_permission = update_permission = "pioneers.run_edition"
    create_action = create_ceremony
    update_action = update_ceremony
    form_class = CeremonyForm
    list_display = ["place", "city", "edition", "starts_at"]
    list_related = ["edition"]
    search_fields = ["place", "city"]
    ordering = "-starts_at"
    detail_fields = [
        DetailField(_("Edition"), lambda ceremony: ceremony.edition.title),
        DetailField(_("Starts"), lambda ceremony: when(ceremony.starts_at, ceremony.edition.zone)),
        DetailField(_("Place"), lambda ceremony: f"{ceremony.place}, {ceremony.city}"),
        DetailField(_("Text until the reveal"), lambda ceremony: ceremony.text),
        DetailField(_("Text from the reveal on"), lambda ceremony: localised(ceremony.revealed_texts)),
    ]


def _country_of(age: ConsentAge) -> str:
    return country_name(age.country)


class ConsentAgeViewSet(RecordViewSet):
    """From which age a country lets young people consent alone, dated."""

    model = ConsentAge
    icon = "user"
    menu_label = _("Ages without a guardian")
    visible_to = consent_ages_visible_to
    view_permission = "pioneers.see_prize"
    create_permission = update_permission = "pioneers.run_edition"
    create_action = create_consent_age
    update_action = update_consent_age
    argument = "consentage"
    form_class = ConsentAgeForm
    list_display = [
        RecordColumn("country", label=_("Country"), accessor=_country_of, sort_key="country"),
        "act",
        "age",
        "starts",
        "ends",
        "source",
    ]
    list_filter = ["country", "act"]
    search_fields = ["source"]
    ordering = ("country", "act", "starts")
    inspect_view_fields = ["act", "age", "starts", "ends", "source"]

    def get_detail_fields(self, record):
        return [DetailField(_("Country"), _country_of), *super().get_detail_fields(record)]

    def get_title(self, record):
        return f"{_country_of(record)}: {record.get_act_display()}"
