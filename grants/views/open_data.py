"""Published awards for machines."""

from datetime import timedelta

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from grants.queries import open_data
from grants.queries.site import next_change
from portal.core import clock

FIVE_MINUTES = timedelta(minutes=5)


@require_safe
def package_json(request):
    at = clock.now()
    return _open(StreamingHttpResponse(open_data.package_json(at), content_type="application/json"), at)


@require_safe
def package_csv(request):
    at = clock.now()
    response = StreamingHttpResponse(open_data.package_csv(at), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="360giving.csv"'
    return _open(response, at)


def _open(response, at):
    """Anyone's scripts may read it, from any site, and keep it for five minutes, less where it changes sooner."""
    coming = next_change(at)
    life = min(FIVE_MINUTES, coming - at) if coming else FIVE_MINUTES
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={int(life.total_seconds())}"
    return response
