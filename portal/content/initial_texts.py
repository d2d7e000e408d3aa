"""The words a new site begins with, in each language; editors change them in the admin from then on."""

HOME = {
    "en": {
        "title": "Home",
        "headline": "Safer cities begin with people who dare",
        "introduction": "Cities in Denmark, Norway, Sweden, Finland and Iceland work together to keep local democracy "
        "safe. Meet the young people who lead the way, and see what is being tried.",
        "action_label": "Meet the pioneers",
    },
    "da": {
        "title": "Forside",
        "headline": "Tryggere byer begynder med mennesker, der tør",
        "introduction": "Byer i Danmark, Norge, Sverige, Finland og Island arbejder sammen om at holde det lokale "
        "demokrati trygt. Mød de unge, der går forrest, og se, hvad der bliver prøvet af.",
        "action_label": "Mød pionererne",
    },
    "nb": {
        "title": "Forside",
        "headline": "Tryggere byer begynner med mennesker som tør",
        "introduction": "Byer i Danmark, Norge, Sverige, Finland og Island arbeider sammen for å holde "
        "lokaldemokratiet trygt. Møt de unge som går foran, og se hva som prøves ut.",
        "action_label": "Møt pionerene",
    },
    "sv": {
        "title": "Startsida",
        "headline": "Tryggare städer börjar med människor som vågar",
        "introduction": "Städer i Danmark, Norge, Sverige, Finland och Island arbetar tillsammans för att hålla den "
        "lokala demokratin trygg. Möt de unga som går före, och se vad som prövas.",
        "action_label": "Möt pionjärerna",
    },
    "fi": {
        "title": "Etusivu",
        "headline": "Turvallisempi kaupunki alkaa ihmisistä, jotka uskaltavat",
        "introduction": "Kaupungit Tanskassa, Norjassa, Ruotsissa, Suomessa ja Islannissa tekevät yhteistyötä, jotta "
        "paikallinen demokratia pysyy turvallisena. Tutustu nuoriin, jotka näyttävät tietä, ja katso, mitä kokeillaan.",
        "action_label": "Tutustu pioneereihin",
    },
    "is": {
        "title": "Forsíða",
        "headline": "Öruggari borgir byrja á fólki sem þorir",
        "introduction": "Borgir í Danmörku, Noregi, Svíþjóð, Finnlandi og á Íslandi vinna saman að því að halda "
        "staðbundnu lýðræði öruggu. Kynntu þér unga fólkið sem vísar veginn og sjáðu hvað verið er að reyna.",
        "action_label": "Kynntu þér brautryðjendurna",
    },
}

STORIES = {
    "en": ("Stories", "What cities, and the young people in them, do to make room for everyone."),
    "da": ("Historier", "Hvad byer, og de unge i dem, gør for at give plads til alle."),
    "nb": ("Historier", "Hva byer, og de unge i dem, gjør for å gi plass til alle."),
    "sv": ("Berättelser", "Vad städer, och de unga i dem, gör för att ge plats åt alla."),
    "fi": ("Tarinat", "Mitä kaupungit ja niiden nuoret tekevät, jotta kaikille on tilaa."),
    "is": ("Sögur", "Það sem borgir, og unga fólkið í þeim, gera svo að allir fái rými."),
}

PIONEERS = {
    "en": "Pioneers",
    "da": "Pionerer",
    "nb": "Pionerer",
    "sv": "Pionjärer",
    "fi": "Pioneerit",
    "is": "Brautryðjendur",
}
EVENTS = {
    "en": "Events",
    "da": "Arrangementer",
    "nb": "Arrangementer",
    "sv": "Evenemang",
    "fi": "Tapahtumat",
    "is": "Viðburðir",
}
GRANTS = {"en": "Grants", "da": "Støtte", "nb": "Tilskudd", "sv": "Stöd", "fi": "Avustukset", "is": "Styrkir"}

# Links of the menus as (place, address or "stories", words in each language, footer column or none).
LINKS = [
    ("header", "/pioneers/", PIONEERS),
    ("header", "/grants/", GRANTS),
    ("header", "stories", {code: words[0] for code, words in STORIES.items()}),
    ("footer", "/pioneers/", PIONEERS),
    ("footer", "/grants/", GRANTS),
    ("footer", "/events/", EVENTS),
    ("footer", "stories", {code: words[0] for code, words in STORIES.items()}),
    (
        "footer",
        "/search/",
        {"en": "Search", "da": "Søg", "nb": "Søk", "sv": "Sök", "fi": "Haku", "is": "Leit"},
    ),
]

FOOT = {
    "en": "Cities in Denmark, Norway, Sweden, Finland and Iceland that keep local democracy safe, together.",
    "da": "Byer i Danmark, Norge, Sverige, Finland og Island, der sammen holder det lokale demokrati trygt.",
    "nb": "Byer i Danmark, Norge, Sverige, Finland og Island som sammen holder lokaldemokratiet trygt.",
    "sv": "Städer i Danmark, Norge, Sverige, Finland och Island som tillsammans håller den lokala demokratin trygg.",
    "fi": "Tanskan, Norjan, Ruotsin, Suomen ja Islannin kaupungit, jotka yhdessä pitävät paikallisen demokratian "
    "turvallisena.",
    "is": "Borgir í Danmörku, Noregi, Svíþjóð, Finnlandi og á Íslandi sem saman halda staðbundnu lýðræði öruggu.",
}
