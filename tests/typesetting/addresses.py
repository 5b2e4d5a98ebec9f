"""Invented addresses, some of them long, the same ones in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator

from caseapp.domain.letters import Addressee

_FIRST = "Ana José Nguyễn Ngọc Ðorđe Åsa Ǻngström Łucja Jürgen Zoë O’Brien Mary-Jane Wm. Γεωργία Жанна Quincy Jörg Ḡ Ạnh Ễ".split()
_LAST = "Peña Li Wolfeschlegelsteinhausen Tuyết Garcia-Marquez Smith Üçgün D'Angelo Jackson-Featherstonehaugh Qing Ộ Ž Ng".split()
_STREET = "Main;Martin Luther King Jr;Camino de la Reina;El Niño;W 113th;N Point;Old Quarry Junction;Ygnacio Valley".split(";")
_KIND = "St;Ave;Blvd.;Road;Parkway North;Ln;Ct;Sq".split(";")
_UNIT = ";;Apt 4;Apartment 1204;Ste. 200;# 7;Unit 12-B;Bldg 4;Room 3".split(";")
_CITY = "Oakland;San José;Rancho Santa Margarita;La Cañada Flintridge;Los Angeles;Ojai;San Juan Capistrano".split(";")
_EXTRA = ";;;;c/o Jane Q. Doe;Attn: Billing".split(";")


def addresses(count: int, seed: int = 20261124) -> Iterator[Addressee]:
    """Addresses of two to five lines; some do not fit and have to be refused."""
    chance = random.Random(seed)
    for _ in range(count):
        name = " ".join(chance.choice(_FIRST + _LAST) for _ in range(chance.choice((2, 2, 2, 3, 3, 5))))
        street = f"{chance.randint(1, 99999)} {chance.choice(_STREET)} {chance.choice(_KIND)}"
        unit = chance.choice(_UNIT)
        own_line = unit and chance.random() < 0.4
        city = f"{chance.choice(_CITY)}, CA {chance.randint(90001, 96162)}"
        if chance.random() < 0.5:
            city += f"-{chance.randint(1, 9999):04d}"
        lines = [chance.choice(_EXTRA), street if own_line or not unit else f"{street} {unit}", unit if own_line else "", city]
        yield Addressee(name=name, lines=tuple(line for line in lines if line))
