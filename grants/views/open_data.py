"""Published awards for machines."""

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from grants.queries import open_data
from portal.core import clock


@require_safe
def package_json(request):
    at = clock.now()
    return _open(StreamingHttpResponse(open_data.package_json(at), content_type="application/json"))


@require_safe
def package_csv(request):
    at = clock.now()
    response = StreamingHttpResponse(open_data.package_csv(at), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="360giving.csv"'
    return _open(response)


def _open(response):
    """Anyone's scripts may read it, from any site; nothing in between keeps it: what is withdrawn is gone at once."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    return response
