import pytest
from django.db import connection, transaction, IntegrityError
from django.utils import timezone
@pytest.mark.django_db
def test_smoke(django_user_model):
    from portal.records.actions import record, next_reference
    from portal.records.queries import history_of
    from portal.records.models import Entry
    u = django_user_model.objects.create_user("a@b.c")
    e = record(verb="x.y_z", by=u, about=u, at=timezone.now(), data={"a": 1})
    assert history_of(u)[0].label == "Y z"
    assert next_reference("NP") == "NP-0001" and next_reference("NP") == "NP-0002"
    for f in (lambda: Entry.objects.update(verb="z"), lambda: Entry.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            f()
