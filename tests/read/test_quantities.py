from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Quantity, Span
from onrecord.read.quantities import find_quantities

# sentence | comparator with number and measure | low best high | comparator | unit | of whom
TABLE = """
About 300 North Koreans had been killed. | About 300 | 300 300 300 | about | killed | North Koreans
They sent an estimated 11,000 troops there. | \
an estimated 11,000 | 11000 11000 11000 | about | troops | -
It had a population of about 30,000 people. | about 30,000 | 30000 30000 30000 | about | people | -
A missile killed 12 people. | 12 | 12 12 12 | exact | killed | people
Shelling killed at least 30 civilians. | at least 30 | 30 30 - | at_least | killed | civilians
More than 1,000 soldiers died. | More than 1,000 | 1000 1000 - | more_than | killed | soldiers
Some 40 people were injured. | Some 40 | 40 40 40 | about | wounded | people
Nearly 200 people fled. | Nearly 200 | 200 200 200 | about | displaced | people
Dozens of people were killed. | Dozens | 24 - 99 | vague | killed | people
Scores of people were wounded. | Scores | 40 - 99 | vague | wounded | people
Hundreds of people were killed. | Hundreds | 200 - 999 | vague | killed | people
Thousands of people fled. | Thousands | 2000 - 9999 | vague | displaced | people
Tens of thousands of civilians were displaced. | \
Tens of thousands | 20000 - 99999 | vague | displaced | civilians
Hundreds of thousands of people were displaced. | \
Hundreds of thousands | 200000 - 999999 | vague | displaced | people
Millions of people fled. | Millions | 2000000 - 9999999 | vague | displaced | people
Several soldiers were wounded. | Several | 3 - 9 | vague | wounded | soldiers
Several hundred soldiers were captured. | Several hundred | 300 - 999 | vague | captured | soldiers
Several dozen tanks rolled in. | Several dozen | 36 - 119 | vague | tanks | -
Several tens of thousands of people came. | \
Several tens of thousands | 30000 - 99999 | vague | people | -
Dealers handed over two tankers. | two | 2 2 2 | exact | tankers | -
Over two tankers burned. | Over two | 2 2 - | more_than | tankers | -
The group took over about 40 villages. | about 40 | 40 40 40 | about | villages | -
Several thousand men arrived. | Several thousand | 3000 - 9999 | vague | men | -
A few soldiers stayed. | A few | 3 - 5 | vague | soldiers | -
A few hundred fighters stayed. | A few hundred | 300 - 599 | vague | fighters | -
A handful of civilians stayed. | A handful | 3 - 5 | vague | civilians | -
A couple of drones fell. | A couple of | 2 2 2 | exact | drones | -
Up to 15 soldiers were wounded. | Up to 15 | - 15 15 | up_to | wounded | soldiers
As many as 12 people died. | As many as 12 | - 12 12 | up_to | killed | people
No fewer than 3 villages burned. | No fewer than 3 | 3 3 - | at_least | villages | -
Not less than 40 shells fell. | Not less than 40 | 40 40 - | at_least | shells | -
No more than 20 guards stayed. | No more than 20 | - 20 20 | at_most | guards | -
Fewer than 50 houses stood. | Fewer than 50 | - 50 50 | at_most | houses | -
Over 500 drones flew. | Over 500 | 500 500 - | more_than | drones | -
Well over 500 drones flew. | Well over 500 | 500 500 - | more_than | drones | -
Upwards of 500 drones flew. | Upwards of 500 | 500 500 - | more_than | drones | -
Almost 90 missiles flew. | Almost 90 | 90 90 90 | about | missiles | -
Roughly 90 missiles flew. | Roughly 90 | 90 90 90 | about | missiles | -
Approximately 90 missiles flew. | Approximately 90 | 90 90 90 | about | missiles | -
Just over 90 missiles flew. | Just over 90 | 90 90 90 | about | missiles | -
Just under 90 missiles flew. | Just under 90 | 90 90 90 | about | missiles | -
Close to 90 missiles flew. | Close to 90 | 90 90 90 | about | missiles | -
Around 90 cruise missiles flew. | Around 90 | 90 90 90 | about | missiles | cruise missiles
30 or more people were hurt. | 30 or more | 30 30 - | at_least | wounded | people
30 or so people were hurt. | 30 or so | 30 30 30 | about | wounded | people
100+ drones flew. | 100+ | 100 100 - | at_least | drones | -
Between 20 and 30 tanks burned. | Between 20 and 30 | 20 - 30 | between | tanks | -
They lost 20 to 30 tanks. | 20 to 30 | 20 - 30 | between | tanks | -
They lost 20-30 tanks. | 20-30 | 20 - 30 | between | tanks | -
They lost two or three tanks. | two or three | 2 - 3 | between | tanks | -
From 2 to 3 million people fled. | 2 to 3 million | 2000000 - 3000000 | between | displaced | people
They lost a dozen tanks. | a dozen | 12 12 12 | exact | tanks | -
They lost more than a dozen tanks. | more than a dozen | 12 12 - | more_than | tanks | -
They lost two dozen tanks. | two dozen | 24 24 24 | exact | tanks | -
They lost half a dozen tanks. | half a dozen | 6 6 6 | exact | tanks | -
They lost a hundred tanks. | a hundred | 100 100 100 | exact | tanks | -
They lost twenty-five tanks. | twenty-five | 25 25 25 | exact | tanks | -
They lost one hundred and twenty tanks. | one hundred and twenty | 120 120 120 | exact | tanks | -
They lost three thousand men. | three thousand | 3000 3000 3000 | exact | men | -
Half a million people fled. | Half a million | 500000 500000 500000 | exact | displaced | people
Some 1.5 million people fled. | \
Some 1.5 million | 1500000 1500000 1500000 | about | displaced | people
About 2.7k soldiers were wounded. | About 2.7k | 2700 2700 2700 | about | wounded | soldiers
Some 2m people fled. | Some 2m | 2000000 2000000 2000000 | about | displaced | people
Over 10 000 people fled. | Over 10 000 | 10000 10000 - | more_than | displaced | people
A total of 1,234,567 people fled. | 1,234,567 | 1234567 1234567 1234567 | exact | displaced | people
A drone kills one, officials say. | one | 1 1 1 | exact | killed | -
One person was killed. | One | 1 1 1 | exact | killed | person
One soldier was wounded. | One | 1 1 1 | exact | wounded | soldier
One drone fell. | One | 1 1 1 | exact | drones | -
Shelling left 12 dead. | 12 | 12 12 12 | exact | killed | -
It left 30 injured. | 30 | 30 30 30 | exact | wounded | -
It left 7 missing. | 7 | 7 7 7 | exact | missing | -
It left 300 killed or wounded. | 300 | 300 300 300 | exact | casualties | -
It caused 12 deaths. | 12 | 12 12 12 | exact | killed | -
It caused 12 injuries. | 12 | 12 12 12 | exact | wounded | -
It caused 500 casualties. | 500 | 500 500 500 | exact | casualties | -
The death toll rose to 45. | 45 | 45 45 45 | exact | killed | -
There was a death toll of 45. | 45 | 45 45 45 | exact | killed | -
The toll stands at more than 45. | more than 45 | 45 45 - | more_than | killed | -
The strike claimed the lives of 20 people. | 20 | 20 20 20 | exact | killed | people
Twelve people lost their lives. | Twelve | 12 12 12 | exact | killed | people
Shots injured another 3 children. | 3 | 3 3 3 | exact | wounded | children
A strike wounding 5 police officers. | 5 | 5 5 5 | exact | wounded | police officers
They captured 12 Russian soldiers. | 12 | 12 12 12 | exact | captured | Russian soldiers
They captured 12 villages. | 12 | 12 12 12 | exact | villages | -
Twelve men were taken prisoner. | Twelve | 12 12 12 | exact | captured | men
Police arrested 40 activists. | 40 | 40 40 40 | exact | detained | activists
Forty protesters were detained. | Forty | 40 40 40 | exact | detained | protesters
Gunmen kidnapped 9 students. | 9 | 9 9 9 | exact | abducted | students
They evacuated 300 residents. | 300 | 300 300 300 | exact | evacuated | residents
At least 300 residents were evacuated. | At least 300 | 300 300 - | at_least | evacuated | residents
Five others were wounded. | Five | 5 5 5 | exact | wounded | -
No one was killed. | No one | 0 0 0 | exact | killed | -
Nobody was hurt. | Nobody | 0 0 0 | exact | wounded | -
There were no casualties. | no | 0 0 0 | exact | casualties | -
There were no civilian deaths. | no | 0 0 0 | exact | killed | civilian
They shot down 13 Russian drones. | 13 | 13 13 13 | exact | drones | Russian drones
Russia launched 67 missiles. | 67 | 67 67 67 | exact | missiles | -
The blast damaged 48 apartments. | 48 | 48 48 48 | exact | apartments | -
They fly 50 sorties per day. | 50 | 50 50 50 | exact | sorties/day | -
They fire 3,000 shells a day. | 3,000 | 3000 3000 3000 | exact | shells/day | -
It lies 30 km away. | 30 km | 30 30 30 | exact | km | -
It lies 30km away. | 30km | 30 30 30 | exact | km | -
It lies about 15 kilometres away. | about 15 kilometres | 15 15 15 | about | km | -
It lies 18 miles away. | 18 miles | 18 18 18 | exact | miles | -
It lies 300 metres away. | 300 metres | 300 300 300 | exact | m | -
It lies 300m away. | 300m | 300 300 300 | exact | m | -
A 30-kilometre zone was cleared. | 30-kilometre | 30 30 30 | exact | km | -
They took 400 square kilometres. | 400 square kilometres | 400 400 400 | exact | km2 | -
They took 400 sq km. | 400 sq km | 400 400 400 | exact | km2 | -
They lost 20 hectares. | 20 hectares | 20 20 20 | exact | ha | -
It carried 500 tonnes of grain. | 500 tonnes | 500 500 500 | exact | t | -
It carried 500kg of explosives. | 500kg | 500 500 500 | exact | kg | -
They hold 40% of the city. | 40% | 40 40 40 | exact | % | city
They hold 40 per cent of the city. | 40 per cent | 40 40 40 | exact | % | city
They hold about 40 percent. | about 40 percent | 40 40 40 | about | % | -
They hold between 20% and more. | 20% | 20 20 20 | exact | % | -
They hold most of the city. | most of | 51 - 99 | vague | % | city
They hold two-thirds of the city. | two-thirds | 66.7 66.7 66.7 | exact | % | city
They hold a third of the city. | a third | 33.3 33.3 33.3 | exact | % | city
They hold three quarters of the city. | three quarters | 75 75 75 | exact | % | city
They hold half of the city. | half | 50 50 50 | exact | % | city
They hold more than half of the city. | more than half | 50 50 - | more_than | % | city
They hold nearly half of the city. | nearly half | 50 50 50 | about | % | city
The aid is worth $61bn. | $61bn | 61000000000 61000000000 61000000000 | exact | USD | -
The aid is worth $61 billion. | $61 billion | 61000000000 61000000000 61000000000 | exact | USD | -
The aid is worth about $500m. | about $500m | 500000000 500000000 500000000 | about | USD | -
The aid is worth €50 million. | €50 million | 50000000 50000000 50000000 | exact | EUR | -
The aid is worth £2.5bn. | £2.5bn | 2500000000 2500000000 2500000000 | exact | GBP | -
The aid is worth US$3 million. | US$3 million | 3000000 3000000 3000000 | exact | USD | -
The aid is worth 61 billion dollars. | \
61 billion dollars | 61000000000 61000000000 61000000000 | exact | USD | -
The aid is worth 50 million euros. | 50 million euros | 50000000 50000000 50000000 | exact | EUR | -
The aid is worth up to 300 roubles. | up to 300 roubles | - 300 300 | up_to | RUB | -
Israeli fire killed 7 Palestinians. | 7 | 7 7 7 | exact | killed | Palestinians
Rebels killed 2000 people. | 2000 | 2000 2000 2000 | exact | killed | people
Two US soldiers were killed. | Two | 2 2 2 | exact | killed | US soldiers
Three people, all of them children, died. | Three | 3 3 3 | exact | killed | people
Twelve bodies were found. | Twelve | 12 12 12 | exact | bodies | -
Ten ambulances came. | Ten | 10 10 10 | exact | ambulances | -
An additional 500 personnel arrived. | 500 | 500 500 500 | exact | personnel | -
The army lost 5 aircraft. | 5 | 5 5 5 | exact | aircraft | -
At least 5 children are missing. | At least 5 | 5 5 - | at_least | missing | children
Some 600 hostages remain missing. | Some 600 | 600 600 600 | about | missing | hostages
About 70 people are feared dead. | About 70 | 70 70 70 | about | killed | people
Six people have been confirmed dead. | Six | 6 6 6 | exact | killed | people
Six people were reportedly killed. | Six | 6 6 6 | exact | killed | people
Six people were critically injured. | Six | 6 6 6 | exact | wounded | people
"""

PAIRS = """
They shot down 83 of 110 drones. | 83 drones - ; 110 drones -
They shot down 83 out of 110 drones. | 83 drones - ; 110 drones -
It lies 18 miles (30 km) away. | 18 miles - ; 30 km -
A strike killed 12 people, including three children. | 12 killed people ; 3 killed children
A strike killed 12 people, among them two women. | 12 killed people ; 2 killed women
A strike killed 12 people and wounded 5 others. | 12 killed people ; 5 wounded people
A strike killed 3 and injured 7. | 3 killed - ; 7 wounded -
Some 300 North Koreans had been killed and about 2,700 wounded. | \
300 killed North Koreans ; 2700 wounded North Koreans
Two civilians were killed and 9 injured. | 2 killed civilians ; 9 wounded civilians
It killed 4 soldiers and 3 civilians. | 4 killed soldiers ; 3 killed civilians
It killed 4 soldiers and burned 3 houses. | 4 killed soldiers ; 3 houses -
Twelve people, two of them children, were killed. | 12 killed people ; 2 killed children
The toll rose from 20 to 30. | 20 killed - ; 30 killed -
Russia fired 20 missiles and 60 drones. | 20 missiles - ; 60 drones -
"""

NO_COUNTS = """
A 12-year-old was hurt.
The boy, aged 34, left.
Ivan Petrenko, 34, left.
Ivan Petrenko (34) left.
The man is 34 years old.
T-72 and F-16 and Su-35 were seen.
They fired 155mm shells.
They fired 155 mm shells.
M777 howitzers came.
It happened in 2022.
It happened on 3 May.
It happened on May 3.
It happened at 14:30.
It happened at 3 a.m.
They passed Resolution 2202.
Under Article 5 they must help.
Order No. 376 was signed.
They won 3-1.
They voted 52-48.
The 59th brigade retreated.
The Group of Seven met.
After 9/11 all changed.
They work 24/7.
One of the soldiers spoke.
No one said so.
The first soldiers came.
A two-state solution is far.
A three-day truce began.
It lasted two days.
It lasted 30 minutes.
It took several weeks.
Call +380 44 255.
They met at room 12.
Flight 17 was lost.
The Six-Day War began.
It costs three times as much.
The second half of the match began.
Most of the time it rained.
The 1990s were bad.
Level 3 was reached.
The temperature was 20°.
It is a one-way road.
A fifth brigade came.
The virus (2019-nCoV) spread.
A case of 2019-nCoV was found.
"""

CUMULATIVE = [
    ("So far 300 soldiers were killed.", "cumulative"),
    ("In total 300 soldiers were killed.", "cumulative"),
    ("The death toll is 300.", "cumulative"),
    ("Since the war began 300 soldiers were killed.", "cumulative"),
    ("About 300 North Koreans had been killed.", "cumulative"),
    ("Some 11,000 troops are stationed there.", "cumulative"),
    ("To date 300 people have died.", "cumulative"),
    ("The strike killed 300 people.", "event"),
    ("In the strike 300 people had been killed.", "event"),
    ("They sent 11,000 troops.", "event"),
]


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [Span(0, len(text))])


def shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.12g}"


def described(text: str, quantity: Quantity) -> tuple[str, ...]:
    return (
        text[quantity.start : quantity.end],
        " ".join(shown(value) for value in (quantity.low, quantity.best, quantity.high)),
        quantity.comparator,
        quantity.unit or "-",
        quantity.of or "-",
    )


@pytest.mark.parametrize(("text", "expected"), [(row[0], row[1:]) for row in rows(TABLE)])
def test_a_phrase_gives_its_bounds_and_what_it_counts(text: str, expected: tuple[str, ...]) -> None:
    assert [described(text, quantity) for quantity in read(text)] == [expected]


@pytest.mark.parametrize(("text", "expected"), rows(PAIRS))
def test_several_numbers_in_a_sentence(text: str, expected: str) -> None:
    found = " ; ".join(f"{shown(q.best)} {q.unit} {q.of or '-'}" for q in read(text))
    assert found == expected


@pytest.mark.parametrize("text", NO_COUNTS.strip().splitlines())
def test_numbers_that_count_nothing_are_passed_over(text: str) -> None:
    assert [text[q.start : q.end] for q in read(text)] == []


@pytest.mark.parametrize(("text", "scope"), CUMULATIVE)
def test_scope(text: str, scope: str) -> None:
    assert [q.scope for q in read(text)] == [scope]


def test_spans_taken_by_times_are_passed_over() -> None:
    text = "In 2022 soldiers and 30 drones came."
    (only,) = find_quantities(text, [Span(0, len(text))], taken=[Span(0, 7)])
    assert text[only.start : only.end] == "30"


def test_only_the_given_sentences_are_read() -> None:
    text = "It killed 3 people. It killed 4 people."
    (only,) = find_quantities(text, [Span(20, len(text))])
    assert only.best == 4


GRAMMAR = [
    *"""
about at least more than up to between and or to from no fewer some nearly a an one two
three twenty hundred thousand million dozen dozens scores several few half third thirds
quarters of most the 3 30 300,000 2.7k 1.5 $61bn €5 % per cent km miles 30km 155mm T-72 9/11
24/7 12-year-old 2022 May people soldiers children drones were killed wounded dead injured
including toll rose so far since no nobody one was hurt , . ( ) - – + ' ’ İ ß ٣ ½
999999999999 0 00 or so plus day
""".split(),
    "\n",
    "\t",
]


@given(st.lists(st.sampled_from(GRAMMAR) | st.text(max_size=4), max_size=14))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_sound_quantities(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for quantity in read(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        bounds = [v for v in (quantity.low, quantity.best, quantity.high) if v is not None]
        assert bounds == sorted(bounds)
