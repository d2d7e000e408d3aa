import pytest
from tests.factories.people import *  # noqa
from portal.records.models import RetentionRule
from portal.records.retention import RetentionSource, Term, register_retention

pytestmark = pytest.mark.django_db

def test_walk(client):
    register_retention(RetentionSource("x.y", "Ys", ()))
    u = UserFactory(roles=["administrator"])
    client.force_login(u)
    r = client.get("/admin/records/retentionrule/")
    assert r.status_code == 200, r
    r = client.get("/admin/records/retentionrule/new/")
    assert r.status_code == 200
    d = dict(noun="x.y", country="no", purpose="p", legal_basis="l", counted_from="c", months="12")
    r = client.post("/admin/records/retentionrule/new/", d)
    assert r.status_code == 302, r.content.decode()
    rule = RetentionRule.objects.get()
    r = client.get(r.url)
    assert b"Add retention rule" in r.content
    r = client.post("/admin/records/retentionrule/new/", d)
    assert r.status_code == 200 and "There is a rule" in r.content.decode()
    r = client.get(f"/admin/records/retentionrule/{rule.uuid}/edit/")
    assert r.status_code == 200
    r = client.post(f"/admin/records/retentionrule/{rule.uuid}/edit/", {**d, "months": 24})
    assert r.status_code == 302
    r = client.get(f"/admin/records/retentionrule/{rule.uuid}/history/")
    assert "Change retention rule" in r.content.decode()
    r = client.get("/admin/records/retentionrule/?export=csv")
    assert b"x.y" in r.getvalue()
    r = client.get("/admin/records/retentionrule/?q=x.y&export=xlsx")
    assert r.status_code == 200
