"""The laureates of the demo's past editions, and some who were not chosen. All of them are invented."""

from portal.config.demo.pioneers.nominees import Story

FIRST = (
    Story(
        name="Ivalu Lynge-Motzfeldt",
        country="GL",
        theme=0,
        by="Aviaja Kreutz",
        relation="teacher",
        how="She came to our youth club at fourteen and never quite left.",
        did="Ivalu began a radio hour in Greenlandic on Sunday evenings, made by and for people under twenty. They "
        "talk about the things nobody asks them at home: moving to the capital for school, losing a friend, being the "
        "only one in class who speaks the language of the settlement. She cuts the programmes on a borrowed laptop and "
        "sends them to eleven settlements.",
        changed="Forty young people have sat at the microphone. Two settlements have begun evenings of their own where "
        "they listen together. The school counsellor says that pupils now come with a programme in hand and say: this "
        "is how I feel.",
        courage="After the programme about grief some adults wanted it stopped. Ivalu invited them to the studio, one "
        "by one, and let them listen to the letters. Nobody asked again.",
        age=19,
        shown={"shown_as": "name", "place": "Nuuk", "shows_place": True},
        picture=1,
        reasons={
            "en": "Ivalu built a place on the air where young people hear their own language say difficult things out "
            "loud. She met anger with an open studio door, and the adults who knocked came out as listeners.",
            "da": "Ivalu skabte et sted i radioen, hvor unge hører deres eget sprog sige svære ting højt. Hun mødte "
            "vrede med en åben studiedør, og de voksne, der bankede på, gik ud som lyttere.",
            "nb": "Ivalu skapte et sted i radioen der unge hører sitt eget språk si vanskelige ting høyt. Hun møtte "
            "sinne med en åpen studiodør, og de voksne som banket på, gikk ut som lyttere.",
        },
    ),
    Story(
        name="Yusuf Warsame Lindén",
        country="SE",
        theme=0,
        by="Gunilla Ström",
        relation="colleague",
        how="We walk the same Friday shift.",
        did="When two friends stopped taking the evening tram home, Yusuf gathered fourteen people his own age, got "
        "them yellow vests and tea, and began to walk the last three stops every Friday and Saturday. No guards, no "
        "phones in the air: they walk, they greet, they wait with whoever waits.",
        changed="There are now six teams in three districts, and a waiting list to join. The tram company leaves the "
        "lights on at the stops an hour longer because the walkers asked for it.",
        courage="The first month he was called a snitch by some and naive by others, often by people he grew up with. "
        "He kept walking and kept pouring them tea as well.",
        language="sv",
        age=22,
        shown={"shown_as": "name", "place": "Göteborg", "shows_place": True},
        picture=4,
        reasons={
            "en": "Yusuf made a safe way home out of tea, yellow vests and patience. He shows that being seen by your "
            "own neighbours is worth more than being watched.",
            "sv": "Yusuf gjorde en trygg väg hem av te, gula västar och tålamod. Han visar att det betyder mer att bli "
            "sedd av sina grannar än att bli bevakad.",
        },
    ),
    Story(
        name="Lanternebroen",
        country="DK",
        theme=1,
        by="Oskar Brekke",
        relation="follower",
        how="I saw the lanterns from the train and went to find out.",
        did="A motorway divides two neighbourhoods that had stopped speaking. Three friends, from both sides, asked "
        "for the footbridge one evening a month. They hang lanterns, set out chairs and put one question to whoever "
        "crosses: what should the city decide next?",
        changed="What is written on the lanterns goes to the council every quarter, and the mayor answers each one on "
        "the bridge. Eleven of the answers were a yes: a crossing, a swimming hour for girls, a later bus.",
        courage="Both sides told them to choose one. On the third evening the lanterns were torn down; they came back "
        "the next day with the same chairs and twice as many people.",
        language="da",
        age=20,
        members=("Freja Holm Vestergaard", "Amina Khoury", "Tobias Juhl Lindegaard"),
        reasons={
            "en": "Three friends refused to choose a side and hung up lanterns instead. They turned a bridge people "
            "hurried across into the place where a city listens.",
            "da": "Tre venner nægtede at vælge side og hængte lanterner op i stedet. De gjorde en bro, som folk "
            "skyndte sig over, til det sted, hvor byen lytter.",
        },
    ),
    Story(
        name="Elle-Máret Guttormsdatter Somby",
        country="NO",
        theme=2,
        by="Kristin Aas",
        relation="teacher",
        how="I was her art teacher at upper secondary school.",
        did="Elle-Máret draws a weekly comic strip about Čáhppe, a stubborn little raven who answers comment fields. "
        "Each strip begins with a real comment she was sent about the Sámi and ends with a question back, in Northern "
        "Sámi and Norwegian. She teaches the form to pupils: four squares, no insults, one question.",
        changed="Nineteen schools have drawn strips of their own. Two people who had written to her asked to have "
        "their comments removed, and one of them now writes to her about ravens.",
        courage="She reads what most of us would delete, in her own name, and answers it with care. When it was at its "
        "worst she asked for help, and drew that too.",
        language="nb",
        age=24,
        shown={
            "shown_as": "name",
            "place": "Kautokeino",
            "shows_place": True,
            "school": "Čáhppe, a weekly comic strip",
            "shows_school": True,
        },
        picture=5,
        reasons={
            "en": "With four squares and a raven Elle-Máret has taught a generation to answer hate with a question. "
            "Her line is light; what it carries is not.",
            "nb": "Med fire ruter og en ravn har Elle-Máret lært en generasjon å svare hat med et spørsmål. Streken er "
            "lett; det den bærer, er det ikke.",
        },
    ),
    Story(
        name="Jonne Peltola",
        country="FI",
        theme=2,
        by="Sari Lehto",
        relation="teacher",
        how="Jonne's youth worker for three years.",
        did="Jonne trains volunteers who sit in game chats in the evening and notice when somebody goes quiet.",
        changed="Thirty volunteers, and a page that teaches others how to begin.",
        courage="He began by telling strangers that he had once been the quiet one.",
        age=23,
    ),
    Story(
        name="Matilde Krogh",
        country="DK",
        theme=1,
        by="Bent Krogh Olesen",
        relation="family",
        how="My niece.",
        did="Matilde got the pupils' council a seat, with a vote, in the committee that plans school yards.",
        changed="Four yards have been built the way pupils drew them.",
        courage="She was fifteen and alone at a table of twelve.",
        language="da",
        age=18,
    ),
)

SECOND = (
    Story(
        name="Ronja Sundblom",
        country="AX",
        theme=2,
        by="Carita Holmlund",
        relation="colleague",
        how="We both volunteer at the library.",
        did="She runs a small channel that takes one rumour a week from the islands' group chats and follows it back "
        "to where it began, step by step, without naming who passed it on. Viewers vote on the next one.",
        changed="The islands' three largest groups have adopted her rule: no picture of a person without their yes. "
        "The library gives her method as a course.",
        courage="On an island everyone knows everyone. She has kept to sources and kindness when it would have been "
        "easier to keep quiet.",
        language="sv",
        age=22,
        shown={"shown_as": "pen_name", "pen_name": "Skärva"},
        reasons={
            "en": "Skärva follows a rumour home without shaming anyone on the way. In small places that takes a steady "
            "hand, and she lends hers to everyone who wants to learn.",
            "sv": "Skärva följer ett rykte hem utan att skämma ut någon på vägen. På små platser krävs det en stadig "
            "hand, och hon lånar ut sin till alla som vill lära sig.",
        },
    ),
    Story(
        name="Sóley Ingibjargardóttir",
        country="IS",
        theme=1,
        by="Hrefna Dögg Atladóttir",
        relation="teacher",
        how="I ran the youth council the year she joined.",
        did="Sóley rewrote the town's budget in one page that a twelve-year-old can read, and stood outside the "
        "swimming pool with it for two weeks. Nine hundred people under eighteen marked what they would keep and what "
        "they would change, and she brought the sheets to the council in a wheelbarrow.",
        changed="The council now sets aside a share that young people decide, and has printed the one-page budget for "
        "everybody since. Three other towns have borrowed the wheelbarrow.",
        courage="A councillor told her in public that budgets are for grown-ups. She thanked him, read him his own "
        "figures aloud, and asked which line he meant.",
        age=19,
        shown={"shown_as": "name", "place": "Akureyri", "shows_place": True},
        picture=6,
        reasons={
            "en": "One page, nine hundred answers and a wheelbarrow: Sóley made a budget everybody's business, and did "
            "it with such good manners that nobody could refuse her.",
            "is": "Ein blaðsíða, níu hundruð svör og hjólbörur: Sóley gerði fjárhagsáætlun að máli allra.",
        },
    ),
    Story(
        name="Bárður í Horni Joensen",
        country="FO",
        theme=0,
        by="Marjun Dam",
        relation="friend",
        how="We went to school together.",
        did="Every other Thursday Bárður opens the boat shed of his grandfather to anyone who is tired of pretending. "
        "There is soup, there are nets to mend, and nobody has to say what they are. He calls it the Open Shed.",
        changed="Sixty people come, from four islands. Two priests and a football trainer have asked how to hold such "
        "an evening, and the local council pays for the soup.",
        courage="He told his own village first, at the harbour, on a Saturday when everybody was there.",
        language="da",
        age=23,
        shown={"shown_as": "name", "place": "Tórshavn", "shows_place": True},
        picture=2,
        reasons={
            "en": "Bárður opened a door in a place where everybody would see who walked through it, and put soup on "
            "the table. Hardly anyone has done more with a boat shed.",
            "da": "Bárður åbnede en dør et sted, hvor alle kunne se, hvem der gik igennem den, og satte suppe på "
            "bordet.",
        },
    ),
    Story(
        name="Samira Nouri Heikkinen",
        country="FI",
        theme=0,
        by="Leena Aaltonen",
        relation="colleague",
        how="I keep the keys of the sports hall.",
        did="Samira asked for one hour in the sports hall when the curtains could be drawn, and taught herself to "
        "coach handball from library books. Today girls from twenty-two families play there four evenings a week, "
        "with and without a headscarf, and their mothers keep the table.",
        changed="Five of the first players are trainers now. The city has changed how it gives out hall hours: girls "
        "who never asked are asked first.",
        courage="She said no to those who wanted the hour closed and no to those who wanted it as a banner. The hour, "
        "she said, is for handball.",
        age=21,
        shown={"shown_as": "name", "place": "Vantaa", "shows_place": True},
        picture=3,
        reasons={
            "en": "Samira held on to one simple thing, an hour of handball, until a whole city made room for it. She "
            "has trained players, trainers, and those of us who give out keys.",
            "fi": "Samira piti kiinni yhdestä yksinkertaisesta asiasta, tunnista käsipalloa, kunnes koko kaupunki teki "
            "sille tilaa.",
        },
    ),
    Story(
        name="Torbjørn Eikeland",
        country="NO",
        theme=1,
        by="Oskar Brekke",
        relation="colleague",
        how="We ran the debates together.",
        did="Torbjørn holds debates where you argue for the other side first.",
        changed="Seven schools use the form before every election.",
        courage="He put his own party last on the list of speakers.",
        language="nb",
        age=20,
    ),
    Story(
        name="Saga Wikström",
        country="SE",
        theme=2,
        by="Ulf Wikander",
        relation="teacher",
        how="Her form teacher.",
        did="Saga wrote a guide for parents on what to do in the first hour after a picture has been spread.",
        changed="The guide lies in the staff room of every school in the municipality.",
        courage="The first picture was of her.",
        language="sv",
        age=19,
    ),
)
