"""The same over a real S3 server: what browsers are given, and what the server refuses."""

import hashlib
import urllib.error
import urllib.request
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from botocore.exceptions import ClientError
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.core.clock import now
from portal.documents.actions.removing import remove_file
from portal.documents.actions.storing import store_generated, store_upload
from portal.documents.errors import StorageFailed
from portal.documents.models import PrivateFile
from portal.documents.storage.bucket import Bucket
from portal.documents.storage.serving import Serving, storage
from tests.factories.people import UserFactory
from tests.support import files
from tests.support.s3 import bucket

pytestmark = pytest.mark.django_db

PDF = Serving("application/pdf", "Søknad.pdf", inline=True)


def fetch(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as answer:
        return answer.status, answer.headers, answer.read()


def refused(url):
    with pytest.raises(urllib.error.HTTPError) as error:
        fetch(url)
    error.value.close()
    return error.value.code


@pytest.fixture
def file(s3, about, owner):
    return store_upload(
        upload=files.upload(files.pdf(), "Søknad.pdf"), purpose="tests.attachment", about=about, by=owner, at=now()
    )


def presigned(client, owner, file):
    client.force_login(owner)
    return client.get(reverse("documents:open", args=[file.uuid])).url


def test_the_owner_reads_it_at_the_storage_with_type_and_name_forced(client, owner, file):
    status, headers, content = fetch(presigned(client, owner, file))

    assert (status, content) == (200, files.pdf())
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == "inline; filename=\"S_knad.pdf\"; filename*=UTF-8''S%C3%B8knad.pdf"
    assert headers["Cache-Control"] == "private, max-age=300"


def test_someone_else_is_given_no_address_at_all(client, file):
    client.force_login(UserFactory())

    assert client.get(reverse("documents:open", args=[file.uuid])).status_code == 404


def test_after_five_minutes_the_server_refuses_the_address(client, owner, file):
    with time_machine.travel(now() - timedelta(minutes=6)):
        url = presigned(client, owner, file)

    assert refused(url) == 403


def test_just_before_five_minutes_are_over_it_still_opens(client, owner, file):
    with time_machine.travel(now() - timedelta(minutes=4)):
        url = presigned(client, owner, file)

    assert fetch(url)[0] == 200


@pytest.mark.parametrize(
    "alter",
    [
        lambda url: url[:-4] + "0000",
        lambda url: url.replace("X-Amz-Expires=300", "X-Amz-Expires=604800"),
        lambda url: url.replace("response-content-type=application%2Fpdf", "response-content-type=text%2Fhtml"),
        lambda url: url.replace("inline", "attachment"),
        lambda url: url.split("?")[0],
    ],
    ids=["signature", "longer life", "another type", "another disposition", "no signature"],
)
def test_an_altered_address_is_refused(client, owner, file, alter):
    url = presigned(client, owner, file)
    assert alter(url) != url

    assert refused(alter(url)) == 403


def test_an_address_for_one_file_opens_no_other(client, owner, about, file):
    other = store_upload(
        upload=files.upload(files.pdf(body=b"other"), "b.pdf"),
        purpose="tests.attachment",
        about=about,
        by=owner,
        at=now(),
    )

    assert refused(presigned(client, owner, file).replace(file.key, other.key)) == 403


def test_the_bucket_is_listed_for_nobody(s3_server, file):
    assert refused(f"{s3_server.address}/portal-private/") == 403


def test_a_photograph_lies_there_without_what_it_told(s3, about, owner):
    store_upload(
        upload=files.upload(files.jpeg(3000, 2000), "me.jpg"), purpose="tests.portrait", about=about, by=owner, at=now()
    )

    keys = [found["Key"] for found in s3.list_objects_v2(Bucket="portal-private")["Contents"]]
    assert len(keys) == 2
    for key in keys:
        content = s3.get_object(Bucket="portal-private", Key=key)["Body"].read()
        assert not [leak for leak in files.LEAKS if leak in content]


def test_what_is_removed_is_gone_from_the_bucket(s3, file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(file=file, by=None, at=now())

    assert "Contents" not in s3.list_objects_v2(Bucket="portal-private")
    assert not PrivateFile.objects.exists()


def test_browsers_are_sent_to_the_name_they_know_the_storage_by(s3_server, settings, s3, client, owner, file):
    """Behind a proxy the portal speaks to one name and browsers to another: the signature is for the browser's."""
    seen = s3_server.address.replace("127.0.0.1", "localhost")
    settings.STORAGES = settings.STORAGES | {"private": bucket(s3_server.address, "portal-private", public_url=seen)}

    url = presigned(client, owner, file)

    assert urlsplit(url).hostname == "localhost"
    assert fetch(url)[0] == 200


def test_the_site_may_read_by_script_and_no_other(settings, client, owner, file):
    url = presigned(client, owner, file)

    assert fetch(url, Origin=settings.SITE_URL)[1]["Access-Control-Allow-Origin"] == settings.SITE_URL
    assert "Access-Control-Allow-Origin" not in fetch(url, Origin="https://elsewhere.example")[1]


def test_a_storage_that_is_away_is_told_in_plain_words_and_leaves_no_row(settings, s3, about):
    settings.STORAGES = settings.STORAGES | {"private": bucket("http://127.0.0.1:9", "portal-private")}

    with pytest.raises(StorageFailed, match="try again in a minute"):
        store_upload(
            upload=files.upload(files.pdf(), "a.pdf"), purpose="tests.attachment", about=about, by=None, at=now()
        )

    assert not PrivateFile.objects.exists()


def test_a_removal_while_the_storage_is_away_is_finished_later(settings, s3, file, django_capture_on_commit_callbacks):
    from portal.documents.tasks import sweep

    there = settings.STORAGES
    settings.STORAGES = there | {"private": bucket("http://127.0.0.1:9", "portal-private")}
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(file=file, by=None, at=now())
    assert PrivateFile.objects.get().state == "removed"

    settings.STORAGES = there
    sweep(now())

    assert not PrivateFile.objects.exists()
    assert "Contents" not in s3.list_objects_v2(Bucket="portal-private")


class TestLocked:
    """What was signed lies under object lock in compliance mode: the server itself refuses to change or remove it."""

    @pytest.fixture
    def signed(self, s3, about):
        made = files.pdf(body=hashlib.sha256(str(about.uuid).encode()).hexdigest().encode())
        return store_generated(
            content=made, name="agreement.pdf", purpose="tests.attachment", about=about, at=now(),
            kept_until=now() + timedelta(days=1),
        )  # fmt: skip

    def test_the_server_refuses_to_remove_it_even_with_the_portals_own_key(self, s3, signed):
        with pytest.raises(ClientError, match="AccessDenied"):
            s3.delete_object(Bucket="portal-locked", Key=signed.key, VersionId=signed.version)

    def test_the_server_refuses_to_shorten_its_term(self, s3, signed):
        sooner = {"Mode": "COMPLIANCE", "RetainUntilDate": now() + timedelta(minutes=1)}

        with pytest.raises(ClientError, match="AccessDenied"):
            s3.put_object_retention(Bucket="portal-locked", Key=signed.key, VersionId=signed.version, Retention=sooner)

    def test_something_else_written_over_it_is_never_what_is_opened(self, s3, signed, client, owner):
        s3.put_object(Bucket="portal-locked", Key=signed.key, Body=b"another agreement altogether")

        content = fetch(presigned(client, owner, signed))[2]

        assert hashlib.sha256(content).hexdigest() == signed.sha256
        assert storage("locked").read(signed.key, signed.version) == content

    def test_a_mark_of_deletion_does_not_hide_it(self, s3, signed, client, owner):
        s3.delete_object(Bucket="portal-locked", Key=signed.key)

        assert fetch(presigned(client, owner, signed))[0] == 200


def test_making_the_buckets_again_changes_nothing(s3, file, capsys):
    call_command("make_buckets")

    assert capsys.readouterr().out.split() == ["portal-private", "portal-public", "portal-locked"]
    assert storage("private").read(file.key) == files.pdf()


def test_anyone_reads_the_editors_bucket(s3, s3_server):
    s3.put_object(Bucket="portal-public", Key="original_images/story.jpg", Body=b"a picture")

    assert fetch(f"{s3_server.address}/portal-public/original_images/story.jpg")[2] == b"a picture"


def test_without_buckets_there_are_none_to_make(settings):
    settings.S3_BUCKET = ""

    with pytest.raises(CommandError, match="files are on disk"):
        call_command("make_buckets")


def test_buckets_in_another_region_name_it(s3, settings, monkeypatch):
    """Every region but the first wants its name when a bucket is made."""
    from portal.documents.storage import buckets

    asked = []
    settings.S3_REGION = "eu-north-1"

    class Client:
        def create_bucket(self, **options):
            asked.append(options)
            raise ClientError({"Error": {"Code": "AccessDenied"}}, "CreateBucket")

    with pytest.raises(ClientError):
        buckets._make(Client(), "portal-private")

    assert asked == [{"Bucket": "portal-private", "CreateBucketConfiguration": {"LocationConstraint": "eu-north-1"}}]


def test_an_unknown_option_of_a_bucket_is_a_mistake_in_settings():
    with pytest.raises(Exception, match="wrong"):
        Bucket(wrong="option")
