"""A pen name is kept: the jury reads no name we know of, and staff see what is left before judging opens."""

import pikepdf
import pytest

from pioneers.actions.erasure import erase_nominee
from pioneers.actions.files import attach_file
from pioneers.actions.names import redact_nomination
from pioneers.models import Nomination, Nominee
from pioneers.queries.jury import CandidacySource, round_of
from pioneers.queries.names import attachment_name_for_jury, unredacted_names
from portal.adminkit.addresses import staff_url
from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.panel import add_panel_member
from portal.assessment.models import Entry
from portal.audit.queries.history import history_of
from portal.core.clock import now
from portal.documents.models import PrivateFile
from portal.documents.queries.files import files_of
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory, NominationFactory
from tests.pioneers.test_jury import closed, judging  # noqa: F401
from tests.support.files import office, opendocument, pdf, pdf_with, sign_pdf, upload

pytestmark = pytest.mark.django_db

CORE = "<cp:coreProperties><dc:creator>Jákup Dam</dc:creator><dc:title>Attest</dc:title></cp:coreProperties>"


COMMENT = '<w:comments><w:comment w:id="1" w:author="Jákup Dam"/></w:comments>'
CHANGED = "<office:change-info><dc:creator>Jákup Dam</dc:creator></office:change-info>"


def in_xmp_attribute(document):
    told = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/" rdf:about="" pdf:Author="Jákup Dam"/></rdf:RDF>'
        "</x:xmpmeta>"
    )
    document.Root.Metadata = document.make_stream(told.encode())


def in_comment(document):
    comment = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 1, 1], T="Jákup Dam")
    document.pages[0].Annots = pikepdf.Array([comment])


def by_signature(document):
    document.Root.AcroForm.Fields[0].V.Name = pikepdf.String("Jákup Dam")


def by_jakup(document):
    document.docinfo["/Author"] = pikepdf.String("Jákup Dam")


def in_xmp(document):
    with document.open_metadata() as told:
        told["dc:creator"] = ["Jákup Dam"]


def both(*changes):
    return lambda document: [change(document) for change in changes]


def named(edition, **fields):
    """A nominee called Jákup Dam who is read as Ravn, with one screened nomination."""
    candidacy = CandidacyFactory(edition=edition, accepted=True, name="Jákup Dam")
    Nominee.objects.filter(candidacy=candidacy).update(shown_as="pen_name", pen_name="Ravn")
    fields = {"nominee_name": "Jákup Dam", "did": "Jákup made a place for all.", "links": [], **fields}
    return NominationFactory(edition=edition, screened=True, candidacy=candidacy, **fields)


def read(candidacy):
    type(candidacy).objects.filter(pk=candidacy.pk).update(state="in_field")
    return CandidacySource().present([candidacy.uuid], viewer=None, at=now(), language="en")[candidacy.uuid]


def with_file(edition, content, name):
    draft = NominationFactory(edition=edition)
    attach_file(draft=draft, upload=upload(content, name), by=draft.nominator, at=now())
    nomination = named(edition)
    Nomination.objects.filter(pk=draft.pk).delete()
    PrivateFile.objects.filter(about_uuid=draft.uuid).update(about_uuid=nomination.uuid)
    return nomination


@pytest.mark.parametrize(
    ("fields", "hidden", "left"),
    [
        ({"did": "Jákup made a place."}, "Jákup", "Ravn made a place."),
        ({"changed": "Now Jakup Dam's friends come."}, "Jakup", "Now Ravn's friends come."),
        ({"courage": "They shouted at JÁKUP."}, "JÁKUP", "They shouted at Ravn."),
        ({"links": ["https://example.org/jakupdam"]}, "jakupdam", ""),
        ({"nominee_name": "Jákup D. Olsen", "did": "Olsen came."}, "Olsen", "Ravn came."),
    ],
)
def test_the_jury_reads_no_name_we_know_of_and_the_original_stays(edition, fields, hidden, left):
    nomination = named(edition, **fields)
    everything = repr(read(nomination.candidacy))
    assert hidden not in everything
    assert left in everything
    nomination.refresh_from_db()
    name, original = list(fields.items())[-1]
    assert getattr(nomination, name) == original


def test_a_name_known_from_the_person_is_hidden_too(edition):
    nomination = named(edition, did="Elin began it.")
    person = PersonFactory(given_name="Elin", family_name="Joensen")
    Nominee.objects.filter(candidacy=nomination.candidacy).update(person=person)
    assert "Elin" not in repr(read(nomination.candidacy))


def test_whoever_is_read_by_their_own_name_is_read_as_written(edition):
    nomination = named(edition)
    Nominee.objects.filter(candidacy=nomination.candidacy).update(shown_as="name")
    assert "Jákup made a place for all." in repr(read(nomination.candidacy))
    assert unredacted_names(edition.candidacies.all()) == []


def test_a_file_is_called_otherwise_for_a_juror_and_as_sent_for_its_nominator(client, judging, manager):  # noqa: F811
    nomination = with_file(judging, pdf(), "Jákup Dam – attest.pdf")
    other = judging.candidacies.order_by("id").first()
    Nominee.objects.filter(candidacy=other).update(shown_as="pen_name", pen_name="Ravn", name="Jákup Dam")
    Nomination.objects.filter(pk=nomination.pk).update(candidacy=other)
    (view,) = CandidacySource().present([other.uuid], viewer=None, at=now(), language="en").values()
    assert [file.name for file in view.files] == ["Ravn – attest.pdf"]
    juror = UserFactory()
    add_panel_member(round=round_of(judging), user=juror, by=manager, at=now())
    assign_reviewer(entry=Entry.objects.get(subject_uuid=other.uuid), reviewer=juror, by=manager, at=now())
    url = files_of(nomination)[0].url
    for user, name in ((juror, "Ravn"), (nomination.nominator, "J%C3%A1kup"), (manager, "J%C3%A1kup")):
        client.force_login(user)
        served = client.get(client.get(url)["Location"])
        assert name in served["Content-Disposition"]
        assert b"".join(served.streaming_content)


@pytest.mark.parametrize(
    ("content", "name", "is_found"),
    [
        (lambda: pdf_with(both(by_jakup, sign_pdf)), "a.pdf", True),
        (lambda: pdf_with(both(in_xmp, sign_pdf)), "b.pdf", True),
        (lambda: pdf_with(both(in_xmp_attribute, sign_pdf)), "g.pdf", True),
        (lambda: pdf_with(both(in_comment, sign_pdf)), "h.pdf", True),
        (lambda: pdf_with(both(sign_pdf, by_signature)), "i.pdf", True),
        (lambda: office(**{"_xmlsignatures__1.xml": b"<S/>", "docProps__core.xml": CORE.encode()}), "j.docx", True),
        (lambda: office(**{"_xmlsignatures__1.xml": b"<S/>", "word__comments.xml": COMMENT.encode()}), "k.docx", True),
        (
            lambda: opendocument(**{"META-INF__documentsignatures.xml": b"<S/>", "content.xml": CHANGED.encode()}),
            "l.odt",
            True,
        ),
        (lambda: pdf_with(sign_pdf), "m.pdf", False),
        # What is not signed is kept without its author.
        (lambda: pdf_with(both(in_comment, in_xmp_attribute)), "n.pdf", False),
        (lambda: office(**{"word__comments.xml": COMMENT.encode()}), "o.docx", False),
        (lambda: pdf_with(by_jakup), "f.pdf", False),
        (lambda: office(**{"docProps__core.xml": CORE.encode()}), "c.docx", False),
        (lambda: pdf_with(lambda document: None), "d.pdf", False),
        (lambda: office(), "e.docx", False),
    ],
)
def test_what_documents_say_of_their_author_is_shown_to_staff(client, edition, manager, content, name, is_found):
    nomination = with_file(edition, content(), name)
    findings = unredacted_names(edition.candidacies.all())
    assert [finding.nomination for finding in findings] == [nomination] * is_found
    client.force_login(manager)
    page = client.get(staff_url(nomination.candidacy)).content.decode()
    assert ("says of its author" in page) == is_found


def test_staff_write_what_the_jury_reads_and_what_they_left_is_no_longer_asked(client, edition, manager):
    nomination = named(edition, links=["https://example.org/jakupdam", "https://example.org/ok"])
    client.force_login(manager)
    page = client.get(staff_url(nomination)).content.decode()
    assert "Write what the jury reads" in page
    form = client.get(staff_url(nomination, "action", "redact")).content.decode()
    assert "Ravn made a place for all." in form
    assert "jakupdam" not in form
    answers = {
        "did": "Someone called Jákup.",
        "changed": "Much.",
        "courage": "Some.",
        "links": "https://example.org/ok",
    }
    client.post(staff_url(nomination, "action", "redact"), answers)
    client.post(staff_url(nomination, "action", "redact"), answers)
    assert [line.verb for line in history_of(nomination)].count("pioneers.redact_nomination") == 1
    assert "Someone called Jákup." in repr(read(nomination.candidacy))
    assert unredacted_names(edition.candidacies.all()) == []


def test_reasons_with_a_name_in_them_are_found_before_everybody_reads_them(edition):
    nomination = named(edition)
    type(nomination.candidacy).objects.filter(pk=nomination.candidacy.pk).update(reasons={"en": "Jákup was brave."})
    (finding,) = unredacted_names(edition.candidacies.all())
    assert finding.names == ("Jákup",)


def test_what_is_left_costs_the_same_for_one_and_for_three(edition, cost):
    named(edition)
    with cost() as one:
        unredacted_names(edition.candidacies.all())
    named(edition), named(edition)
    with cost() as three:
        unredacted_names(edition.candidacies.all())
    assert one.queries == three.queries


def test_erasing_takes_the_reading_copy_along(edition, manager):
    nomination = named(edition)
    redact_nomination(nomination=nomination, did="Ravn.", changed="", courage="", links=[], by=manager, at=now())
    erase_nominee(person=nomination.candidacy.nominees.get().person, by=manager, at=now())
    nomination.refresh_from_db()
    assert nomination.reading_copy == {}


def test_another_edition_is_not_looked_at(edition):
    named(EditionFactory(), links=["https://example.org/jakupdam"])
    assert unredacted_names(edition.candidacies.all()) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Jákup og vennerne", "Ravn og vennerne"),
        ("Jákups bokklubb", "Ravn bokklubb"),
        ("Team JákupDam", "Team Ravn"),
        ("Lyset i Hemmeligvåg", "Lyset i Hemmeligvåg"),
    ],
)
def test_a_group_is_called_without_the_name_one_of_it_keeps(edition, name, shown):
    nomination = named(edition)
    candidacy = nomination.candidacy
    type(candidacy).objects.filter(pk=candidacy.pk).update(kind="group", name=name, state="in_field")
    source = CandidacySource()
    asked = {"viewer": None, "at": now(), "language": "en"}
    assert source.titles([candidacy.uuid], **asked)[candidacy.uuid] == shown
    assert source.present([candidacy.uuid], **asked)[candidacy.uuid].title == shown


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (["Jákup Dam.pdf", "Dam, Jákup.pdf"], ["Ravn.pdf", "Ravn, Ravn.pdf"]),
        (["Jákup – cv.pdf", "Dam – cv.pdf"], ["Ravn – cv.pdf", "Ravn – cv (2).pdf"]),
        (["Jákup.pdf", "JAKUP.pdf", "jakup_dam.pdf"], ["Ravn.pdf", "Ravn (2).pdf", "Ravn (3).pdf"]),
        (["Jákup.pdf", "Ravn.pdf", "Ravn (2).pdf"], ["Ravn.pdf", "Ravn (2).pdf", "Ravn (2) (2).pdf"]),
    ],
)
def test_files_that_lose_a_name_are_still_told_apart(edition, sent, read):
    nomination = with_file(edition, pdf(), "first.pdf")
    (first,) = PrivateFile.objects.filter(about_uuid=nomination.uuid)
    for number, name in enumerate(sent):
        PrivateFile.objects.create(
            **{
                field.attname: getattr(first, field.attname)
                for field in PrivateFile._meta.concrete_fields
                if field.attname not in ("id", "uuid", "name", "key", "small_key")
            },
            name=name,
            key=f"{number}",
        )
    PrivateFile.objects.filter(about_uuid=nomination.uuid, name="first.pdf").delete()
    files = read_files(nomination)
    assert [file.name for file in files] == read
    kept = PrivateFile.objects.in_bulk([file.uuid for file in files], field_name="uuid")
    assert [attachment_name_for_jury(nomination, kept[file.uuid]) for file in files] == read


def test_files_of_two_nominations_are_told_apart(edition):
    one = with_file(edition, pdf(), "attest.pdf")
    other = with_file(edition, pdf(body=b"%other"), "attest.pdf")
    Nomination.objects.filter(pk=other.pk).update(candidacy=one.candidacy)
    assert [file.name for file in read_files(one)] == ["attest.pdf", "attest (2).pdf"]


def read_files(nomination):
    return read(nomination.candidacy).files
