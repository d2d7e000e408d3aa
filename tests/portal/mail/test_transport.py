"""What a mail server's answer means for the letter, and how a message is addressed."""

import smtplib
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest

from portal.core.clock import now
from portal.mail.actions.sending import send_due_letters
from portal.mail.envelope import AddressUnfit, address_line, message_of
from portal.mail.recipients import masked, one_line
from portal.mail.transport import Verdict, verdict_on
from tests.factories.mail import LetterFactory


@pytest.mark.parametrize(
    ("error", "verdict", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.no": (550, b"no such user")}), Verdict.REFUSED, "550 no such user"),
        (smtplib.SMTPRecipientsRefused({"a@b.no": (450, b"later")}), Verdict.LATER, "450 later"),
        (smtplib.SMTPDataError(554, b"looks like spam"), Verdict.REFUSED, "554 looks like spam"),
        (smtplib.SMTPDataError(451, "try later"), Verdict.LATER, "451 try later"),
        (smtplib.SMTPSenderRefused(552, b"too large", "us@x"), Verdict.REFUSED, "552 too large"),
        (smtplib.SMTPSenderRefused(550, b"who are you", "us@x"), Verdict.OUT_OF_REACH, "550 who are you"),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), Verdict.OUT_OF_REACH, "535 wrong password"),
        (smtplib.SMTPConnectError(421, b"busy"), Verdict.OUT_OF_REACH, "421 busy"),
        (smtplib.SMTPServerDisconnected("gone"), Verdict.OUT_OF_REACH, "gone"),
        (TimeoutError("timed out"), Verdict.OUT_OF_REACH, "timed out"),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), Verdict.REFUSED, "SMTPUTF8"),
        (ValueError("a mistake of ours"), Verdict.LATER, "a mistake of ours"),
    ],
)
def test_an_answer_is_judged(error, verdict, words):
    answer = verdict_on(error)
    assert answer.verdict == verdict
    assert words in answer.words


def test_words_that_are_no_proper_text_are_kept_readable():
    assert verdict_on(smtplib.SMTPDataError(550, b"\xff\xfe\r\nno")).words == "550 �� no"


@pytest.mark.parametrize(
    "name",
    ["Þóra Ðagbjört", "Sámi Ŋáhkká Šćóŋ", "سارا العلي", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", 'Ann "the cat", Larsen', "Åse " * 40, ""],
)
def test_any_name_reaches_the_header_whole(name):
    line = address_line(name, "someone@example.org")
    line.encode("ascii")
    shown, address = parseaddr(line)
    assert address == "someone@example.org"
    assert str(make_header(decode_header(shown))) == one_line(name, 120)


def test_a_domain_with_letters_of_its_own_is_written_the_way_servers_read_it():
    assert address_line("", "post@bærum.no") == "post@xn--brum-voa.no"


@pytest.mark.parametrize("email", ["", "nobody", "a b@example.org", "þóra@example.org", "a@example.org\nBcc: b@x.no"])
def test_an_unfit_address_is_said_to_be_so(email):
    with pytest.raises(AddressUnfit):
        address_line("Someone", email)


@pytest.mark.django_db
def test_an_unfit_address_is_refused_at_sending(server):
    letter = LetterFactory(to_email="þóra@example.org")
    send_due_letters(at=now())
    letter.refresh_from_db()
    assert letter.state == "refused"
    assert server.taken == []


def test_a_message_survives_odd_letters_on_its_way():
    words = "ð þ ŋ š c̃ ا\u200fب " * 200
    letter = LetterFactory.build(to_name="سارا", subject="ð þ ŋ š سارا " * 20, text=words, html=f"<p>{words}</p>")
    message = message_of(letter).message()
    message.as_bytes().decode("ascii")
    text, html = message.get_payload()
    assert text.get_payload(decode=True).decode() == words
    assert html.get_payload(decode=True).decode() == f"<p>{words}</p>"
    assert str(make_header(decode_header(message["Subject"]))) == one_line(letter.subject)


def test_an_address_shown_to_a_stranger_betrays_only_its_domain():
    assert masked("thora@example.org") == "t•••@example.org"
    assert masked("nonsense") == "•••"
