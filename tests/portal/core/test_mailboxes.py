import random

from portal.core.mailboxes import mailbox_key, same_mailbox
from tests.support.values import for_each

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
    ("kim@ærø.example", "kim@ærø.example。"),
    ("kim@ærø.example", "kim@ærø.example.."),
    ("kim@ærø.example", "kim@æ\u200drø.example"),
    ("kim@example.org", "kim@ex\u00adample.org"),
    ("kim@example.org", "ki\u200bm@example.org\u200e"),
    ("kim@example.org", "ｋｉｍ＠example.org"),
    ("kim@example.org", '"k\\im"@example.org'),
    ("kim@example.org", '"kim+x"@example.org'),
    ("kim@example.org", "kim @ example.org"),
    ("kim@straße.example", "kim@xn--strae-oqa.example"),
    ("kim@strasse.example", "KIM@XN--STRAE-OQA.example."),
    ("kim@öst.example", "kim@o\u0308st.example"),
    ("kim@mail.ærø.example", "kim+a@MAIL.xn--r-3fa9c.example"),
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
    ("kim@xn--r-3fa9c.example", "kim@r.example"),
    ("kim@xn--.example", "kim@example"),
    ("", ""),
    ("kim", "kim"),
    ("@example.org", "@example.org"),
]


@for_each(("one", "other"), ONE_MAILBOX)
def test_spellings_of_one_mailbox(one, other):
    assert same_mailbox(one, other)
    assert same_mailbox(other, one)


@for_each(("one", "other"), TWO_MAILBOXES)
def test_two_mailboxes(one, other):
    assert not same_mailbox(one, other)


@for_each("seed", range(300))
def test_case_tags_dots_and_punycode_never_part_a_mailbox(seed):
    chance = random.Random(seed)
    local, label, tag = (
        "".join(chance.choice(letters) for _letter in range(chance.randint(1, 10)))
        for letters in ("abcåøæðþ._7", "abcåøæöð7", "abc+")
    )
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


@for_each("seed", range(300))
def test_any_text_is_compared_and_never_fails(seed):
    chance = random.Random(seed)
    text = "".join(chance.choice("aÅ@@.+\"' \u00ad\u3002文-") for _letter in range(chance.randint(0, 40)))
    assert same_mailbox(text, text) == bool(mailbox_key(text))
