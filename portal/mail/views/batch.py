"""A batch's page: what has become of its letters, a page of them, and one of them to read."""

from django.core.paginator import Paginator
from django.urls import reverse

from portal.adminkit.addresses import namespace_of, staff_url
from portal.adminkit.recusals import about_recused_q
from portal.adminkit.views.detail import RecordDetailView
from portal.mail.models import Batch, Letter
from portal.mail.queries.batches import goes_out_at, letters_of, with_counts
from portal.mail.queries.preview import letter_view

PAGE_SIZE = 25


class BatchDetailView(RecordDetailView):
    """Opens the chosen letter (`?read=<place>`, counted from 1) between its neighbours, so that a batch is read
    through letter by letter. Letters about something the viewer is recused from are counted, and not read."""

    def get_context_data(self, **kwargs):
        letters = letters_of(self.object).filter(~about_recused_q(self.request.user, self.at))
        place = self._place()
        page = Paginator(letters, PAGE_SIZE).get_page((place - 1) // PAGE_SIZE + 1)
        place = min(place, page.paginator.count)
        first = page.start_index()
        chosen = Letter.objects.get(pk=page.object_list[place - first].pk) if place else None
        return super().get_context_data(
            goes_out_at=goes_out_at(self.object, self.at),
            counts=with_counts(Batch.objects.filter(pk=self.object.pk)).get(),
            rows=[(first + number, letter, staff_url(letter)) for number, letter in enumerate(page.object_list)],
            page=page,
            place=place,
            letter=chosen and letter_view(chosen),
            letter_url=chosen and staff_url(chosen),
            html_url=chosen and reverse(f"{namespace_of(Letter)}:html", args=[chosen.uuid]),
            **kwargs,
        )

    def _place(self) -> int:
        asked = self.request.GET.get("read", "1")
        return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
