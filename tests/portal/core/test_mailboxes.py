import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.mailboxes import mailbox_key, same_mailbox

ONE_MAILBOX = [
    ("kim@ærø.example", "kim@xn--r-3fa9c.example"),
    ("kim@ærø.example", "KIM@ÆRØ.Example"),
    ("kim@ærø.example", "kim@XN--R-3FA9C.EXAMPLE"),
    ("kim@ærø.example", "kim@ærø.example."),
    ("kim@ærø.example", "kim+pris@xn--r-3fa9c.example."),
    ("kim@ærø.example", " Kim@ÆRØ.example "),
    ("kim@example.org", "kim+x@example.org"),
    ("kim@example.org", "kim+x+y@example.org"),
    ("kim@example.org", "KIM+X@EXAMPLE.ORG"),
    ("kim@example.org", '"kim"@example.org'),
    ("åse@example.org", "a\u030ase@example.org"),
    ("ÅSE@example.org", "åse+nyt@example.org"),
    ("kim@åland.example", "kim@a\u030aland.example"),
    ("kim@example.org", "kim@ｅxample.org"),
    ("kim@þing.example", "kim@ÞING.example"),
    ("kim@straße.example", "kim@strasse.example"),
    ("kim@example.org", "kim@example。org"),
]

TWO_MAILBOXES = [
    ("kim@example.org", "kim@example.com"),
    ("kim@ærø.example", "kim@aero.example"),
    ("kim@ærø.example", "kim@ero.example"),
    ("kim@øy.example", "kim@oy.example"),
    ("a.berg@example.org", "aberg@example.org"),
    ("a.berg@gmail.com", "aberg@gmail.com"),
    ("kim@mail.example.org", "kim@example.org"),
    ("kim-x@example.org", "kim@example.org"),
    ("åse@example.org", "ase@example.org"),
    ("+x@example.org", "+y@example.org"),
    ("", ""),
    ("kim", "kim"),
    ("@example.org", "@example.org"),
]


@pytest.mark.parametrize(("one", "other"), ONE_MAILBOX)
def test_spellings_of_one_mailbox(one, other):
    assert same_mailbox(one, other)
    assert same_mailbox(other, one)


@pytest.mark.parametrize(("one", "other"), TWO_MAILBOXES)
def test_two_mailboxes(one, other):
    assert not same_mailbox(one, other)


LOCAL = st.text(st.sampled_from("abcåøæðþ.-_7"), min_size=1, max_size=12)
LABEL = st.text(st.sampled_from("abcåøæöð7"), min_size=1, max_size=10)


@given(LOCAL, LABEL, st.text(st.sampled_from("abc+"), max_size=5))
def test_case_tags_dots_and_punycode_never_part_a_mailbox(local, label, tag):
    address = f"{local}@{label}.example"
    key = mailbox_key(address)
    ascii_host = f"{label}.example".encode("idna").decode()
    for spelling in (
        address.upper(),
        f"{local}+{tag}@{label}.example",
        f"{local}@{ascii_host}",
        f"{local}@{ascii_host.upper()}.",
    ):
        assert mailbox_key(spelling) == key
    assert mailbox_key(key) == key


@given(st.text(max_size=60))
def test_any_text_has_a_key_and_never_fails(text):
    assert mailbox_key(mailbox_key(text)) == mailbox_key(text)
