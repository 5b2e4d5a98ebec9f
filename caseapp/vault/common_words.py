"""Words and phrases that guessers try first, folded to small letters without accents.

The lists of common passwords hold hardly anything of 15 signs or more, so whole-word matching would find nothing. These are the
roots that such long ones are made of (doubled, joined, with a year behind), in English, Spanish and as typed on keyboards, and the
phrases that were printed so often that they are in every list.
"""

from __future__ import annotations

COMMON_WORDS: frozenset[str] = frozenset(
    """
    password passwort passphrase passcode passw0rd pass contrasena clave secret secreto private access acceso login signin welcome
    bienvenido hello hola letmein changeme change default admin administrator administrador root user usuario guest test testing
    master superman batman spiderman pokemon starwars dragon monkey shadow sunshine princess football baseball basketball soccer
    hockey futbol liverpool barcelona chelsea arsenal yankees cowboys lakers steelers eagles iloveyou teamo tequiero lovely love
    amor angel jesus dios mustang ferrari harley corvette mercedes porsche computer internet windows microsoft google facebook
    samsung apple android charlie michael jordan jennifer jessica ashley daniel andrew thomas robert matthew joshua george
    william elizabeth alexander summer winter spring autumn verano invierno january february march april june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday enero febrero marzo abril mayo
    junio julio agosto septiembre octubre noviembre diciembre california losangeles sanfrancisco sandiego sacramento oakland
    newyork america mexico company office privacy consumer caseapp customer service support whatever nothing something trustno1
    flower hunter killer freedom ginger pepper cookie chocolate orange banana purple yellow silver golden diamond
    correcthorsebatterystaple
    maytheforcebewithyou tobeornottobe iloveyousomuch thequickbrownfox jumpsoverthelazydog onceuponatime inthebeginning
    2019 2020 2021 2022 2023 2024 2025 2026 2027 2028
    """.split()
) | {
    "correct horse battery staple",
    "may the force be with you",
    "to be or not to be",
    "the quick brown fox",
    "jumps over the lazy dog",
    "once upon a time",
    "in the beginning",
}
