"""Made-up people. Telephone numbers are of the 555 exchange, e-mail addresses of the domains kept for examples."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from random import Random

_FIRST = tuple(
    "Ana Miguel María José Luis Carmen Sofía Diego Zoë Chloé René Noël Björn Søren Åsa Jürgen Günther Aiko Hiro Wei Li Mei Minh Linh"
    " Priya Arjun Fatima Omar Layla Yusuf Olga Ivan Zdeněk Łukasz Małgorzata Siobhán Niamh James Mary Robert Patricia John Jennifer"
    " Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Daniel Nancy Matthew Lisa"
    " Anthony Betty Mark Sandra Donald Ashley Steven Kimberly Andrew Emily Paul Donna Joshua Michelle".split()
)
_LAST = tuple(
    "Peña Muñoz Núñez Ibáñez García Rodríguez Hernández López Martínez González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz"
    " Reyes Cruz Morales Ortiz Gutiérrez Chávez Ramos Ruiz Nguyễn Trần Phạm Lê Wong Chen Wang Kim Park Lee Tanaka Sato Patel Singh Khan"
    " Ahmed Hassan Müller Schröder Weiß Grüne Åkesson Sørensen Dvořák Novák Kowalski Wójcik O'Brien O'Neill D'Angelo Smith Johnson"
    " Williams Brown Jones Davis Miller Wilson Anderson Taylor Thomas Moore Jackson Martin Thompson White Harris Clark Lewis Robinson"
    " Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans"
    " Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Bailey Reed Kelly Howard Cox Ward Richardson Watson"
    " Brooks Wood James Bennett Gray Mendoza Hughes Price Myers Long Foster Sanders Ross Powell Sullivan Russell Jenkins Perry".split()
)
_PLACES = (
    ("Los Angeles", "900"), ("San Diego", "921"), ("San Jose", "951"), ("San Francisco", "941"), ("Fresno", "937"),
    ("Sacramento", "958"), ("Long Beach", "908"), ("Oakland", "946"), ("Bakersfield", "933"), ("Anaheim", "928"), ("Stockton", "952"),
    ("Riverside", "925"), ("Santa Ana", "927"), ("Irvine", "926"), ("Chula Vista", "919"), ("Cañada Flintridge", "910"),
    ("Santa Rosa", "954"), ("Eureka", "955"), ("Redding", "960"), ("Palm Springs", "922"),
)  # fmt: skip
_STREETS = (
    "Main St", "Oak Ave", "Maple Dr", "Cedar Ln", "Mission St", "Valencia St", "El Camino Real", "Sunset Blvd", "Pacific Coast Hwy",
    "1st St", "2nd Ave", "Juniper Ct", "Alameda de las Pulgas", "Broadway", "Lakeshore Dr", "Hill Rd",
)  # fmt: skip
_AREA_CODES = ("213", "310", "408", "415", "510", "559", "619", "626", "650", "707", "714", "760", "805", "818", "909", "916", "925", "949")
_DOMAINS = ("example.com", "example.net", "example.org")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a caller tells about themselves."""

    name: str
    phone: str
    phone_e164: str
    email: str
    street: str
    city: str
    postal_code: str


def person(random: Random) -> Person:
    """Make up one person."""
    first, last = random.choice(_FIRST), random.choice(_LAST)
    middle = f" {random.choice(_FIRST)}" if random.random() < 0.15 else ""
    second = f" {random.choice(_LAST)}" if random.random() < 0.1 else ""
    city, zip_start = random.choice(_PLACES)
    area, line = random.choice(_AREA_CODES), f"{random.randrange(10_000):04d}"
    return Person(
        name=f"{first}{middle} {last}{second}",
        phone=f"({area}) 555-{line}",
        phone_e164=f"+1{area}555{line}",
        email=f"{_plain(first)}.{_plain(last)}{random.randrange(1000)}@{random.choice(_DOMAINS)}",
        street=f"{random.randrange(1, 9999)} {random.choice(_STREETS)}",
        city=city,
        postal_code=f"{zip_start}{random.randrange(100):02d}",
    )


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.lower())
    return "".join(each for each in apart if each.isascii() and each.isalpha())
