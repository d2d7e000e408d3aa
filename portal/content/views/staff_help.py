"""Help in the admin: one's own role first, and the roles one's rights cover beside it."""

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.content.queries.help import help_page, help_pages, staff_roles_read_by
from portal.core.languages import is_offered, offered_language, offered_languages


class StaffHelpView(WagtailAdminTemplateMixin, TemplateView):
    """The help of one role. It speaks the language chosen for the admin, else the one the reader's letters are in;
    every language offered can be chosen on the page, as the admin itself does not speak them all."""

    template_name = "content/help/staff.html"
    header_icon = "help"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": _("Help")}]

    def get_context_data(self, role: str = "", **kwargs):
        roles = staff_roles_read_by(self.request.user)
        role = role or next(iter(roles), "")
        if role not in roles:
            raise Http404
        asked = self.request.GET.get("language", "")
        language = asked if is_offered(asked) else _language_of(self.request.user)
        page = help_page(role, language)
        query = {"language": language} if asked == language else {}
        self.page_title = page.title
        return super().get_context_data(
            help=page,
            missing=page.language != language,
            tabs=[(one, _address(one.role, query), one.role == role) for one in help_pages(roles, language)],
            languages=[
                (code, get_language_info(code)["name_local"], _address(role, {"language": code}), code == language)
                for code, _name in offered_languages()
            ],
            **kwargs,
        )


def _language_of(user) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language.split("-")[0] if profile else ""  # Wagtail writes is-is
    return chosen if is_offered(chosen) else offered_language(user.language)


def _address(role: str, query: dict) -> str:
    address = reverse("staff_help_for", args=[role])
    return f"{address}?{urlencode(query)}" if query else address
