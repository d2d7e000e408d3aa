"""What a call's applications are judged by until its round is given criteria of its own. A starting point of this
house, not any funder's official rubric."""

from portal.assessment.domain.scales import Scale

QUALITY = Scale.of(
    {"en": "Weak", "nb": "Svakt", "da": "Svagt", "sv": "Svagt", "fi": "Heikko", "is": "Veikt"},
    {"en": "Fair", "nb": "Noe", "da": "Noget", "sv": "Något", "fi": "Kohtalainen", "is": "Nokkurt"},
    {"en": "Good", "nb": "Godt", "da": "Godt", "sv": "Gott", "fi": "Hyvä", "is": "Gott"},
    {
        "en": "Very good",
        "nb": "Meget godt",
        "da": "Meget godt",
        "sv": "Mycket gott",
        "fi": "Erittäin hyvä",
        "is": "Mjög gott",
    },
    {
        "en": "Outstanding",
        "nb": "Fremragende",
        "da": "Fremragende",
        "sv": "Framstående",
        "fi": "Erinomainen",
        "is": "Framúrskarandi",
    },
)

DEFAULT_CRITERIA = [
    {
        "label": {"en": "The need", "nb": "Behovet", "da": "Behovet", "sv": "Behovet", "fi": "Tarve", "is": "Þörfin"},
        "meaning": {
            "en": "Is the problem real in this city, known from data or experience, and worth this money?",
            "nb": "Er problemet reelt i denne byen, kjent fra data eller erfaring, og verdt disse pengene?",
            "da": "Er problemet reelt i denne by, kendt fra data eller erfaring, og pengene værd?",
            "sv": "Är problemet verkligt i den här staden, känt från data eller erfarenhet, och värt pengarna?",
        },
        "weight": 25,
        "scale": QUALITY.as_json(),
    },
    {
        "label": {
            "en": "The plan",
            "nb": "Planen",
            "da": "Planen",
            "sv": "Planen",
            "fi": "Suunnitelma",
            "is": "Áætlunin",
        },
        "meaning": {
            "en": "Do the activities follow from the need, and can these people do them in this time?",
            "nb": "Følger tiltakene av behovet, og kan disse menneskene gjennomføre dem på denne tiden?",
            "da": "Følger aktiviteterne af behovet, og kan disse mennesker nå dem på denne tid?",
            "sv": "Följer aktiviteterna av behovet, och kan de här människorna genomföra dem på den här tiden?",
        },
        "weight": 25,
        "scale": QUALITY.as_json(),
    },
    {
        "label": {
            "en": "Working together",
            "nb": "Samarbeid",
            "da": "Samarbejde",
            "sv": "Samarbete",
            "fi": "Yhteistyö",
            "is": "Samstarf",
        },
        "meaning": {
            "en": "Does each partner have a part that matters, the young people concerned among them?",
            "nb": "Har hver partner en rolle som betyr noe, også de unge det gjelder?",
            "da": "Har hver partner en rolle, der betyder noget, også de unge, det handler om?",
            "sv": "Har varje partner en roll som betyder något, även de unga det gäller?",
        },
        "weight": 20,
        "scale": QUALITY.as_json(),
    },
    {
        "label": {
            "en": "Results and learning",
            "nb": "Resultater og læring",
            "da": "Resultater og læring",
            "sv": "Resultat och lärande",
            "fi": "Tulokset ja oppiminen",
            "is": "Árangur og lærdómur",
        },
        "meaning": {
            "en": "Can we tell afterwards what changed, and does something remain when the money is gone?",
            "nb": "Kan vi etterpå si hva som ble endret, og blir noe igjen når pengene er brukt?",
            "da": "Kan vi bagefter sige, hvad der ændrede sig, og bliver noget tilbage, når pengene er brugt?",
            "sv": "Kan vi efteråt säga vad som förändrades, och blir något kvar när pengarna är slut?",
        },
        "weight": 20,
        "scale": QUALITY.as_json(),
    },
    {
        "label": {
            "en": "The budget",
            "nb": "Budsjettet",
            "da": "Budgettet",
            "sv": "Budgeten",
            "fi": "Talousarvio",
            "is": "Fjárhagsáætlunin",
        },
        "meaning": {
            "en": "Are the sums realistic and in proportion to what is done?",
            "nb": "Er beløpene realistiske og i forhold til det som skal gjøres?",
            "da": "Er beløbene realistiske og rimelige i forhold til det, der skal ske?",
            "sv": "Är summorna realistiska och rimliga i förhållande till det som ska göras?",
        },
        "weight": 10,
        "scale": QUALITY.as_json(),
    },
]
