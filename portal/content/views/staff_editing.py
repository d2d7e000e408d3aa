"""Site settings, menus and the texts in the footer in the Wagtail admin: nobody overwrites a colleague there either."""

from wagtail.contrib.settings.views import EditView as SettingEditView
from wagtail.snippets.views.snippets import EditView as SnippetEditView

from portal.adminkit.views.opened import OpenedForm


class _Compared(OpenedForm):
    def post(self, request, *args, **kwargs):
        with self.one_at_a_time():
            return self.changed_meanwhile() or super().post(request, *args, **kwargs)

    def get_untouched_form(self):
        standing = self.model._base_manager.get(pk=self.object.pk)
        return self.get_form_class()(**{**self.get_form_kwargs(), "instance": standing, "data": None, "files": None})


class ComparedSettingEditView(_Compared, SettingEditView):
    """What is the same on every page."""

    template_name = "content/staff/setting.html"


class ComparedSnippetEditView(_Compared, SnippetEditView):
    """Header and footer."""
