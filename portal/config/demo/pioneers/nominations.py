"""What has come in for the demo's open edition: one story for each turn a nomination can take. All invented."""

from portal.config.demo.pioneers.nominees import Story


def _told(name, country, theme, by, relation, how, texts, **options) -> Story:
    did, changed, courage = texts
    return Story(
        name=name, country=country, theme=theme, by=by, relation=relation, how=how,
        did=did, changed=changed, courage=courage, **options,
    )  # fmt: skip


DRAFT = _told(
    "Selma Brandvik", "NO", 0, "Oskar Brekke", "teacher", "She is in my youth group.",
    (
        "Selma has begun a swap shop for winter clothes in the school basement. Nobody pays, nobody is asked why. She "
        "opens it before the first lesson so that no one has to be seen there.",
        "Ninety coats since October, and",
        "",
    ),
    language="nb",
)  # fmt: skip
TO_SCREEN = (
    _told(
        "Ingrid Solheim Haugen", "NO", 1, "Oskar Brekke", "colleague", "We volunteer at the same library.",
        (
            "Ingrid reads the council's papers aloud, in plain words, every second Tuesday, and whoever comes may stop "
            "her and ask. It started with three people and a pot of coffee.",
            "Twenty-five come now. The council has begun to write shorter papers, and says that it is because of her.",
            "The first question she could not answer came from the mayor. She said so, and brought the answer two "
            "weeks later.",
        ),
        language="nb", age=19,
    ),
    _told(
        "Emil Thorup Friis", "DK", 2, "Lone Dalsgård", "teacher", "I was his teacher in upper secondary school.",
        (
            "Emil taught his grandmother's sewing club to recognise voices made by a machine. Then he taught the bank, "
            "the parish and the local paper.",
            "Nobody in the club has been cheated since, and two had been before.",
            "He told them openly how he himself had been taken in.",
        ),
        language="da", age=18,
    ),
    _told(
        "Aino Saarinen", "FI", 0, "Juhani Rautio", "friend", "Neighbours since we were four.",
        (
            "Aino plays the accordion in stairwells where people have stopped greeting, until the doors open.",
            "Our stairwell has a breakfast table on the landing every first Sunday.",
            "She is the shyest person I know.",
        ),
        language="fi", age=22,
    ),
)  # fmt: skip
REFUSED = _told(
    "Kasper Munk", "DK", 2, "K. Munk", "other", "I am his manager.",
    (
        "Kasper's agency offers social media packages from 4,900 a month. Young people love the brand.",
        "Reach is up 300 per cent.",
        "It takes courage to be number one.",
    ),
    age=25,
)  # fmt: skip
WITHDRAWN = _told(
    "Tuva Myrvold", "NO", 0, "Oskar Brekke", "friend", "An old friend.",
    (
        "Tuva repairs bicycles for families who have just arrived and teaches the children to do it themselves.",
        "A hundred bicycles, and eleven young mechanics.",
        "She began alone, in a garage that was not hers.",
    ),
    language="nb", age=24,
)  # fmt: skip
ASKED = (
    _told(
        "Ísold Freyja Arnarsdóttir", "IS", 1, "Birgir Mána Jónsson", "teacher", "Her debating coach.",
        (
            "Ísold takes debating to the places where people say they have no opinions: a night school, a fishing "
            "boat, the women's prison.",
            "The boat has its own team. It loses, and asks to be invited back.",
            "She debates with a stammer and does not hide it.",
        ),
        age=20,
    ),
    _told(
        "Amalie Egede", "GL", 0, "Pipaluk Heilmann", "colleague", "We work at the same family house.",
        (
            "Amalie began a kitchen where children cook for their parents on Fridays.",
            "Thirty families eat together each week; some had not for a long time.",
            "She knows that kitchen from the other side.",
        ),
        language="da", age=23,
    ),
)  # fmt: skip
ACCEPTED = _told(
    "Maja Lindroos", "AX", 1, "Henrik Öström", "teacher", "Her teacher in social studies.",
    (
        "Maja got the islands' bus company, three schools and the parliament around one table, because the last bus "
        "left before the youth club opened. She chaired it herself.",
        "There is a bus at nine and a quarter past ten. It is full.",
        "She wrote to seventeen offices; one answered. She began with that one.",
    ),
    language="sv", age=19,
)  # fmt: skip
SECOND_VOICE = _told(
    "Maja Lindroos", "AX", 1, "Tua Sjöberg", "friend", "I am on that bus.",
    (
        "Maja counted, for four weeks, everyone who walked home along the road in the dark. Then she asked us what we "
        "needed instead of telling us.",
        "I get home. So do the others.",
        "People laughed at the clipboard. She lent it to them.",
    ),
    language="sv",
)  # fmt: skip
WITH_GUARDIAN = _told(
    "Jonas Aslaksen", "NO", 2, "Ragna Utsi", "teacher", "His teacher; he is the youngest in our coding club.",
    (
        "Jonas made a keyboard for our three Sámi languages that suggests kind words first.",
        "Half the school uses it, and so does my mother.",
        "He published it with his own name when others told him to stay anonymous.",
    ),
    language="nb", age=16,
)  # fmt: skip
DECLINED = _told(
    "Philip Rask", "DK", 0, "Jette Rask Holm", "family", "His aunt.",
    (
        "Philip keeps the night café open, seven winters now.",
        "It has not been closed for a single night.",
        "He would say that there is nothing brave about it.",
    ),
    language="da", age=25,
)  # fmt: skip
EXPIRED = _told(
    "Ville Hakkarainen", "FI", 2, "Tarja Niemelä", "follower", "I follow his videos.",
    (
        "Ville films himself reading rude comments to his dog.",
        "My pupils have stopped writing them.",
        "The comments are about him.",
    ),
    language="fi", age=22,
)  # fmt: skip
TAKEN_BACK = _told(
    "Oda Kvamme", "NO", 1, "Sigrun Vold", "colleague", "We share an office at the student union.",
    (
        "Oda publishes every decision of the student union with the words of those who voted against it.",
        "Minorities propose more, and majorities explain themselves.",
        "She began with a vote that she had won.",
    ),
    language="nb", age=21,
)  # fmt: skip
GUARDIAN_WANTED = _told(
    "Rakel Bjørnstad", "NO", 0, "Terje Moen", "teacher", "I coach the handball team.",
    (
        "Rakel, fifteen, changed the rules of our team so that the captain is whoever was kindest last week.",
        "We lose more matches, and nobody has left the team.",
        "She gave up the armband herself, in front of everybody.",
    ),
    language="nb", age=15,
)  # fmt: skip
GUARDIAN_ASKED = _told(
    "Elvar Hjaltason", "IS", 2, "Katla Þorvaldsdóttir", "teacher", "I run the media workshop.",
    (
        "Elvar shows younger pupils how a filter changes a face, on his own face, pimples and all.",
        "The youngest classes have agreed on a year without filters.",
        "He is seventeen. Enough said.",
    ),
    age=17,
)  # fmt: skip
GUARDIAN_DECLINED = _told(
    "Selin Aydın Holst", "DK", 1, "Marianne Toft", "teacher", "Her class teacher.",
    (
        "Selin translates the school's letters home, and the answers back, in five languages with four friends.",
        "Parents' evenings are full.",
        "She asked the school why nobody had done it before.",
    ),
    language="da", age=16,
)  # fmt: skip
NO_SAFE_GUARDIAN = _told(
    "Alva Nordin", "SE", 0, "Karin Malm", "teacher", "Her counsellor at school.",
    (
        "Alva began a lunch table where you may sit without talking. There is a sign, and a rule: whoever sits here is "
        "welcome.",
        "Twelve pupils eat lunch again.",
        "She sat there alone for six weeks until the second one came.",
    ),
    language="sv", age=16,
)  # fmt: skip
HALF_ANSWERED = _told(
    "Nordvind", "FO", 2, "Beinta Samuelsen", "colleague", "I lend them the studio.",
    (
        "Nordvind is two friends who set the islands' angriest comments to music, for choir, and invite the writers to "
        "the concert.",
        "Three of the writers sing along now.",
        "They perform in the villages the comments came from.",
    ),
    age=21, members=("Rannvá Djurhuus", "Teitur Egholm"),
)  # fmt: skip
