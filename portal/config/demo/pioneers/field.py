"""Those before the jury of the demo's running edition, all invented; and a jury's comments."""

from portal.config.demo.pioneers.nominees import Story

FIELD = (
    Story(
        name="Mikkel Sandager",
        country="DK",
        theme=2,
        by="Rikke Boel",
        relation="colleague",
        how="We share the evening shift in the forum.",
        did="Mikkel leads forty volunteer moderators in the country's largest gaming forum. He threw out the list of "
        "forbidden words and wrote three questions instead: Who is this about? Would you say it at their table? What "
        "do you want to happen now? Moderators ask before they delete.",
        changed="Deleted posts have fallen by half and members stay longer, girls most of all. Two other forums, one "
        "of them Swedish, have taken the questions over word for word.",
        courage="His own name and workplace were spread by people he had asked to leave. He went on, and wrote down "
        "for the others how to protect themselves.",
        language="da",
        age=24,
        links=("https://example.org/three-questions",),
        picture=7,
    ),
    Story(
        name="Halima Osman Berg",
        country="NO",
        theme=1,
        by="Oskar Brekke",
        relation="teacher",
        how="I taught her history, and learned from it.",
        did="Halima found that nobody in her class had ever met a councillor. She invited all forty-three to lunch, "
        "one at a time, in the school canteen, on one condition: no speeches, and the pupil pays. The lunches are on "
        "their third year.",
        changed="Turnout in the school election went from 48 to 83 per cent. Four pupils have stood for the council "
        "themselves, for four different parties, and still have lunch together.",
        courage="She wrote to the ones who had said in the paper that people like her do not belong, too. Two of them "
        "came.",
        language="nb",
        age=19,
        picture=8,
    ),
    Story(
        name="Saga Ekvall",
        country="SE",
        theme=0,
        by="Margareta Nyman",
        relation="follower",
        how="I heard the telephone ring in the square, and answered.",
        did="Saga builds telephones shaped like small houses and puts them in squares, waiting rooms and one ferry. "
        "Lift the receiver and you hear a stranger from the same town say something kind to whoever is listening. "
        "Press the button and you can leave something kind yourself.",
        changed="Nine thousand messages so far. A clinic for young people has moved its opening hours because so many "
        "messages came in at four in the morning.",
        courage="The first telephone was smashed the first night. She put the pieces in a glass case beside the second "
        "one, with the message that had been on it.",
        language="sv",
        age=23,
        picture=12,
    ),
    Story(
        name="Veeti Korhonen",
        country="FI",
        theme=0,
        by="Pirjo Mattila",
        relation="colleague",
        how="I drive the line he travels.",
        did="Veeti and his friends ride the last commuter train as hosts. They know the guards by name, they carry "
        "prams, and they sit down between people when it gets loud.",
        changed="Drivers ask for their weekends. Reports of threats on the line have fallen three years running.",
        courage="He was seventeen when he sat down for the first time between two men twice his size, and asked them "
        "where they were going.",
        language="fi",
        age=20,
    ),
    Story(
        name="Våga fråga",
        country="SE",
        theme=1,
        by="Dragan Petrović",
        relation="teacher",
        how="Their youth leader.",
        did="Two friends, one religious and one not, run an evening where any question may be asked about faith, body "
        "or country, as long as you stay for the answer. They train other pairs who disagree.",
        changed="Twelve pairs now hold evenings in eight schools. Teachers use the rule about staying.",
        courage="Both were told at home that the other would be a bad influence. They brought their parents along to "
        "the fifth evening.",
        language="sv",
        age=20,
        members=("Noor Al-Hamdani", "Elsa Bergqvist"),
    ),
    Story(
        name="Nivi Olsvig-Berthelsen",
        country="GL",
        theme=1,
        by="Malik Rosing",
        relation="colleague",
        how="We sit in the youth parliament together.",
        did="Nivi went by boat to nine settlements before the election and recorded one sentence from everyone under "
        "twenty who wanted to send one. She read all of them aloud, without a pause, on the steps of the parliament.",
        changed="It took fifty minutes and four members of parliament stayed to the end. Youth councils are now paid "
        "for in five of the nine settlements.",
        courage="She had never spoken in public before, and she read the sentences against her too.",
        age=22,
        shown={"shown_as": "name"},
        picture=10,
    ),
    Story(
        name="Jákup Mohr Dam",
        country="FO",
        theme=2,
        by="Oddvør Lützen",
        relation="teacher",
        how="His teacher in media studies.",
        did="Jákup made a small game in Faroese in which you are the rumour: you win by being believed, and lose your "
        "friends on the way. Every class in the islands has played it.",
        changed="Pupils say 'that is a rumour's move' to one another now. The game is being translated into Sámi and "
        "Greenlandic by classes there.",
        courage="The rumour in the first chapter is the one that was told about him.",
        age=19,
        shown={"shown_as": "pen_name", "pen_name": "Ravnurin"},
    ),
    Story(
        name="Hrafn Sólrúnarson",
        country="IS",
        theme=0,
        by="Gígja Baldursdóttir",
        relation="friend",
        how="I was the second one on the pitch.",
        did="Hrafn started a football side for those who had always been chosen last, and wrote its only rule: whoever "
        "is new, passes first. It plays in the east of the city on Wednesdays, in the rain as a rule.",
        changed="Six sides and a league. The football association has invited them to write the section about "
        "newcomers in its handbook for trainers.",
        courage="He came back to the changing room where he had been bullied, as the one with the keys.",
        age=21,
        picture=11,
    ),
)

WITHDRAWS = Story(
    name="Linnea Falk",
    country="SE",
    theme=2,
    by="Åke Rosén",
    relation="family",
    how="Her uncle, and a proud one.",
    did="Linnea holds a course in which grandparents and grandchildren sort each other's feeds.",
    changed="Three libraries hold it now.",
    courage="She began with her own grandfather.",
    language="sv",
    age=20,
)

COMMENTS = (
    "What stays with me is how plain the method is: anyone could begin next week. The evidence of change is close to "
    "the ground and named. I would have liked to read what they gave up along the way.",
    "Strong on courage, and it is the quiet kind. The change is real but local so far; the path for others is well "
    "drawn. I come out a little higher than I expected.",
    "I read it twice. The nomination does them justice without dressing them up. For me this belongs on the shortlist.",
    "A good idea carried well. I am less sure that it would hold without this one person, which is why I am careful "
    "on the last criterion.",
    "The strongest paragraph is the last one. I believe every word of it, and I would like the city to read it too.",
)
