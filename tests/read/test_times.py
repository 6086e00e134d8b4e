from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span, Time
from onrecord.read.times import find_times

FRIDAY = date(2025, 2, 7)
OPEN = "-"

# sentence | words of time with preposition | first day | last day, published on Friday 2025-02-07
TABLE = """
The ministry said on Friday. | on Friday | 2025-02-07 | 2025-02-07
The ministry said on Thursday. | on Thursday | 2025-02-06 | 2025-02-06
Troops left on Saturday. | on Saturday | 2025-02-01 | 2025-02-01
Leaders will meet on Tuesday. | on Tuesday | 2025-02-11 | 2025-02-11
Talks are to be held on Wednesday. | on Wednesday | 2025-02-12 | 2025-02-12
The talks are scheduled for Monday. | for Monday | 2025-02-10 | 2025-02-10
He said on Monday that he would resign. | on Monday | 2025-02-03 | 2025-02-03
On Tuesday, envoys will meet in Geneva. | On Tuesday | 2025-02-11 | 2025-02-11
On Tuesday, envoys met in Geneva. | On Tuesday | 2025-02-04 | 2025-02-04
The vote took place last Friday. | last Friday | 2025-01-31 | 2025-01-31
The vote took place last Monday. | last Monday | 2025-02-03 | 2025-02-03
The court meets next Tuesday. | next Tuesday | 2025-02-11 | 2025-02-11
The shelling began on Monday morning. | on Monday morning | 2025-02-03 | 2025-02-03
The depot burned late on Wednesday. | late on Wednesday | 2025-02-05 | 2025-02-05
The raid came early Thursday. | early Thursday | 2025-02-06 | 2025-02-06
A bomb fell Sunday night. | Sunday night | 2025-02-02 | 2025-02-02
They fought on Tuesday last week. | on Tuesday last week | 2025-01-28 | 2025-01-28
He said in the early hours of Saturday a drone fell. | \
in the early hours of Saturday | 2025-02-01 | 2025-02-01
It was hit at 3 a.m. on Tuesday. | at 3 a.m. on Tuesday | 2025-02-04 | 2025-02-04
It was hit on Tuesday at 03:00. | on Tuesday at 03:00 | 2025-02-04 | 2025-02-04
The alarm rang at 14:30 local time on Monday. | \
at 14:30 local time on Monday | 2025-02-03 | 2025-02-03
They fought from Monday to Wednesday. | from Monday to Wednesday | 2025-02-03 | 2025-02-05
The bridge has been closed since Monday. | since Monday | 2025-02-03 | 2025-02-07
They must leave by Monday. | by Monday | - | 2025-02-10
The truce will hold until Sunday. | until Sunday | - | 2025-02-09
He spoke today. | today | 2025-02-07 | 2025-02-07
He spoke yesterday. | yesterday | 2025-02-06 | 2025-02-06
It was shelled yesterday evening. | yesterday evening | 2025-02-06 | 2025-02-06
He will speak tomorrow. | tomorrow | 2025-02-08 | 2025-02-08
It was hit last night. | last night | 2025-02-06 | 2025-02-06
Sirens sounded this morning. | this morning | 2025-02-07 | 2025-02-07
Guns fired overnight. | overnight | 2025-02-06 | 2025-02-07
Drones came overnight on Wednesday. | overnight on Wednesday | 2025-02-04 | 2025-02-05
It came the day before yesterday. | the day before yesterday | 2025-02-05 | 2025-02-05
A curfew begins tonight. | tonight | 2025-02-07 | 2025-02-07
The region is now part of Russia. | now | 2025-02-07 | 2025-02-07
The town is currently encircled. | currently | 2025-02-07 | 2025-02-07
The agency this week confirmed reports. | this week | 2025-02-03 | 2025-02-07
It fell earlier this week. | earlier this week | 2025-02-03 | 2025-02-06
They will vote later this week. | later this week | 2025-02-08 | 2025-02-09
It fell last week. | last week | 2025-01-27 | 2025-02-02
It fell early last week. | early last week | 2025-01-27 | 2025-01-28
Talks begin next week. | next week | 2025-02-10 | 2025-02-16
Fighting eased over the weekend. | over the weekend | 2025-02-01 | 2025-02-02
Fighting eased last weekend. | last weekend | 2025-02-01 | 2025-02-02
The army lost ground this month. | this month | 2025-02-01 | 2025-02-07
The army lost ground last month. | last month | 2025-01-01 | 2025-01-31
It fell late last month. | late last month | 2025-01-21 | 2025-01-31
It will start next month. | next month | 2025-03-01 | 2025-03-31
The army lost ground this year. | this year | 2025-01-01 | 2025-02-07
They will vote later this year. | later this year | 2025-02-08 | 2025-12-31
The army lost ground last year. | last year | 2024-01-01 | 2024-12-31
It began late last year. | late last year | 2024-10-01 | 2024-12-31
Elections are due early next year. | early next year | 2026-01-01 | 2026-04-30
They will decide by the end of the year. | by the end of the year | - | 2025-12-31
It was built in the last century. | in the last century | 1900-01-01 | 1999-12-31
He fled two days ago. | two days ago | 2025-02-05 | 2025-02-05
He fled 10 days ago. | 10 days ago | 2025-01-28 | 2025-01-28
He fled three weeks ago. | three weeks ago | 2025-01-14 | 2025-01-20
He fled two months ago. | two months ago | 2024-12-01 | 2024-12-31
He fled five years ago. | five years ago | 2020-01-01 | 2020-12-31
He fled a decade ago. | a decade ago | 2010-01-01 | 2019-12-31
He fled 48 hours ago. | 48 hours ago | 2025-02-05 | 2025-02-05
Guns fired in the past 24 hours. | in the past 24 hours | 2025-02-06 | 2025-02-07
It grew over the past two weeks. | over the past two weeks | 2025-01-24 | 2025-02-07
It grew during the last six months. | during the last six months | 2024-08-07 | 2025-02-07
It grew in the past year. | in the past year | 2024-02-07 | 2025-02-07
It rose in recent days. | in recent days | 2025-01-31 | 2025-02-07
They will talk in the coming weeks. | in the coming weeks | 2025-02-07 | 2025-03-07
They have not been seen for several weeks. | for several weeks | 2025-01-17 | 2025-02-07
They have fought for two years. | for two years | 2023-02-07 | 2025-02-07
They have fought for more than three years. | for more than three years | 2022-02-07 | 2025-02-07
They have been starving for weeks. | for weeks | 2025-01-24 | 2025-02-07
The truce will last for 30 days. | for 30 days | 2025-02-07 | 2025-03-09
He was jailed for 10 years. | for 10 years | - | -
It began in late 2024. | in late 2024 | 2024-10-01 | 2024-12-31
It began in early 2024. | in early 2024 | 2024-01-01 | 2024-04-30
It began in mid-2023. | in mid-2023 | 2023-05-01 | 2023-08-31
It began at the end of 2024. | at the end of 2024 | 2024-12-01 | 2024-12-31
It began in 2014. | in 2014 | 2014-01-01 | 2014-12-31
It has been held since 2014. | since 2014 | 2014-01-01 | 2025-02-07
The 2014 annexation was illegal. | 2014 | 2014-01-01 | 2014-12-31
He left before 2022. | before 2022 | - | 2021-12-31
He ruled from 2014 to 2019. | from 2014 to 2019 | 2014-01-01 | 2019-12-31
The 2014-2015 fighting was heavy. | 2014-2015 | 2014-01-01 | 2015-12-31
The wars of the 1990s were bloody. | the 1990s | 1990-01-01 | 1999-12-31
He came in the early 1980s. | in the early 1980s | 1980-01-01 | 1983-04-30
A treaty of the 19th century. | the 19th century | 1801-01-01 | 1900-12-31
Forces launched an offensive in August 2024. | in August 2024 | 2024-08-01 | 2024-08-31
But in October the president did not deny it. | in October | 2024-10-01 | 2024-10-31
In January the army withdrew. | In January | 2025-01-01 | 2025-01-31
They withdrew in March. | in March | 2024-03-01 | 2024-03-31
They will withdraw in March. | in March | 2025-03-01 | 2025-03-31
They withdrew around the middle of January. | around the middle of January | 2025-01-11 | 2025-01-20
They withdrew in mid-January. | in mid-January | 2025-01-11 | 2025-01-20
They withdrew in early December. | in early December | 2024-12-01 | 2024-12-10
They withdrew in late February 2022. | in late February 2022 | 2022-02-21 | 2022-02-28
They withdrew at the end of January. | at the end of January | 2025-01-21 | 2025-01-31
They withdrew last May. | last May | 2024-05-01 | 2024-05-31
They will withdraw next May. | next May | 2025-05-01 | 2025-05-31
They withdrew in June last year. | in June last year | 2024-06-01 | 2024-06-30
The army has held it since August. | since August | 2024-08-01 | 2025-02-07
It was held from March to May 2022. | from March to May 2022 | 2022-03-01 | 2022-05-31
It was held between March and May 2022. | between March and May 2022 | 2022-03-01 | 2022-05-31
The pact was signed in Sept. 2014. | in Sept. 2014 | 2014-09-01 | 2014-09-30
It was signed on 3 May 2022. | on 3 May 2022 | 2022-05-03 | 2022-05-03
It was signed on May 3, 2022. | on May 3, 2022 | 2022-05-03 | 2022-05-03
It was signed on May 3rd, 2022. | on May 3rd, 2022 | 2022-05-03 | 2022-05-03
It was signed on the 3rd of May 2022. | on the 3rd of May 2022 | 2022-05-03 | 2022-05-03
It was signed on 12 December. | on 12 December | 2024-12-12 | 2024-12-12
It was signed on January 20. | on January 20 | 2025-01-20 | 2025-01-20
It will be signed on February 20. | on February 20 | 2025-02-20 | 2025-02-20
It was signed on Saturday, May 4, 2024. | on Saturday, May 4, 2024 | 2024-05-04 | 2024-05-04
It was signed on Saturday 1 February. | on Saturday 1 February | 2025-02-01 | 2025-02-01
It was signed on Dec. 24. | on Dec. 24 | 2024-12-24 | 2024-12-24
Drones hit it on the night of 3 to 4 May 2024. | \
on the night of 3 to 4 May 2024 | 2024-05-03 | 2024-05-04
It was hit between 3 and 5 December. | between 3 and 5 December | 2024-12-03 | 2024-12-05
It was hit from December 3 to December 5. | from December 3 to December 5 | 2024-12-03 | 2024-12-05
The fighting of May 3-5, 2022 ended. | May 3-5, 2022 | 2022-05-03 | 2022-05-05
It was held from 28 February to 3 March 2022. | \
from 28 February to 3 March 2022 | 2022-02-28 | 2022-03-03
It was held from 30 December to 2 January. | from 30 December to 2 January | 2024-12-30 | 2025-01-02
The report of 2022-02-24 says so. | 2022-02-24 | 2022-02-24 | 2022-02-24
Dated 24.02.2022 in Kyiv. | 24.02.2022 | 2022-02-24 | 2022-02-24
Dated 02/24/2022 in Washington. | 02/24/2022 | 2022-02-24 | 2022-02-24
Dated 24/02/2022 in London. | 24/02/2022 | 2022-02-24 | 2022-02-24
It was signed in the summer of 2023. | in the summer of 2023 | 2023-06-01 | 2023-08-31
It was signed last summer. | last summer | 2024-06-01 | 2024-08-31
It will be signed this spring. | this spring | 2025-03-01 | 2025-05-31
It was signed in autumn 2022. | in autumn 2022 | 2022-09-01 | 2022-11-30
It was signed in the winter of 2022. | in the winter of 2022 | 2022-12-01 | 2023-02-28
It was paid in the third quarter of 2023. | in the third quarter of 2023 | 2023-07-01 | 2023-09-30
It was paid in Q1 2024. | in Q1 2024 | 2024-01-01 | 2024-03-31
It was paid in the first half of 2024. | in the first half of 2024 | 2024-01-01 | 2024-06-30
It was paid in the second half of January. | in the second half of January | 2025-01-16 | 2025-01-31
It was hit on Christmas Day. | on Christmas Day | 2024-12-25 | 2024-12-25
It was hit on New Year's Eve. | on New Year's Eve | 2024-12-31 | 2024-12-31
It was hit on New Year’s Day. | on New Year’s Day | 2025-01-01 | 2025-01-01
It was hit on Easter Sunday 2024. | on Easter Sunday 2024 | 2024-03-31 | 2024-03-31
It has been held since the full-scale invasion. | \
since the full-scale invasion | 2022-02-24 | 2025-02-07
He left before the annexation of Crimea. | before the annexation of Crimea | - | 2014-03-17
It has been besieged since the October 7 attacks. | \
since the October 7 attacks | 2023-10-07 | 2025-02-07
It stood until the Second World War. | until the Second World War | - | 1945-09-02
They recently withdrew. | recently | - | 2025-02-07
They will soon withdraw. | soon | 2025-02-07 | -
He left as early as 2014. | as early as 2014 | 2014-01-01 | 2025-02-07
It rained throughout 2023. | throughout 2023 | 2023-01-01 | 2023-12-31
It was hit in the first week of January. | in the first week of January | 2025-01-01 | 2025-01-07
It was hit in the last week of January. | in the last week of January | 2025-01-25 | 2025-01-31
It was hit in the final days of 2024. | in the final days of 2024 | 2024-12-01 | 2024-12-31
It was hit in Friday's attack. | Friday | 2025-02-07 | 2025-02-07
It was hit in last week’s attack. | last week | 2025-01-27 | 2025-02-02
It started months before the battle of 2023. | 2023 | 2023-01-01 | 2023-12-31
It has lasted since last week. | since last week | 2025-01-27 | 2025-02-07
It happened after 5 January. | after 5 January | 2025-01-06 | -
It happened in May, they said. | in May | 2024-05-01 | 2024-05-31
It was hit on 29 February 2024. | on 29 February 2024 | 2024-02-29 | 2024-02-29
He left two days after January 7. | two days after January 7 | 2025-01-09 | 2025-01-09
He left a day before 3 May 2022. | a day before 3 May 2022 | 2022-05-02 | 2022-05-02
He fled two years after 2014. | two years after 2014 | 2016-01-01 | 2016-12-31
The truce will last into early March. | into early March | 2025-03-01 | 2025-03-10
The truce was extended into early March. | into early March | 2025-03-01 | 2025-03-10
The shelling lasted into January. | into January | 2025-01-01 | 2025-01-31
It ran from late January into early February. | \
from late January into early February | 2025-01-21 | 2025-02-10
More was sold in the year-ago quarter. | in the year-ago quarter | 2024-01-01 | 2024-03-31
"""

# text | the last time's words | its days: earlier times of the text are the anchor
CHAINED = """
It was hit on 3 May 2024. A day earlier, he left. | A day earlier | 2024-05-02 | 2024-05-02
It was hit on 3 May 2024. The same day, he left. | The same day | 2024-05-03 | 2024-05-03
It was hit on 3 May 2024. The next day, he left. | The next day | 2024-05-04 | 2024-05-04
It was hit on 3 May 2024. That day, he left. | That day | 2024-05-03 | 2024-05-03
It was hit on 3 May 2024. Three days later he left. | Three days later | 2024-05-06 | 2024-05-06
It was hit on 3 May 2024. He had come two weeks earlier. | \
two weeks earlier | 2024-04-16 | 2024-04-22
It was hit in May 2024. He left the following month. | the following month | 2024-06-01 | 2024-06-30
It was hit in 2014. He left the following year. | the following year | 2015-01-01 | 2015-12-31
It was hit in 2014. He left two years later. | two years later | 2016-01-01 | 2016-12-31
It was hit on 3 May 2024. He left the day before. | the day before | 2024-05-02 | 2024-05-02
He left three weeks earlier. | three weeks earlier | - | -
He left two days after the strike. | two days after | - | -
"""

NO_TIMES = """
A T-72 and an F-16 were lost.
They may march a second time.
Some 2,500 men fled.
They work 24/7.
It lies in 300 metres.
The 59th brigade retreated.
A 12-year-old was hurt.
He is 34 years old.
Civilians have long since fled.
Theresa May resigned.
Prices fall and spring back.
He read the Sunday Times.
Resolution 2202 was adopted.
A squad of 2022 soldiers stood there.
They killed 2000 people.
He has no second chance.
The mayor sat down.
He jarred the door; an august body met.
The day care was hit.
It weighs 2022 kg.
The score was 3-1.
He lived at Kyiv 1, room 1999.
The march was banned.
The convoy of 31 trucks left.
The virus (2019-nCoV) spread.
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def read(text: str, published: date | None = FRIDAY) -> tuple[Time, ...]:
    return find_times(text, [Span(0, len(text))], published)


def words(text: str, time: Time) -> str:
    return text[time.start : time.end]


def days(time: Time) -> tuple[str, str]:
    return (str(time.first or OPEN), str(time.last or OPEN))


@pytest.mark.parametrize(("text", "expected", "first", "last"), rows(TABLE))
def test_an_expression_means_its_days(text: str, expected: str, first: str, last: str) -> None:
    assert [(words(text, time), *days(time)) for time in read(text)] == [(expected, first, last)]


@pytest.mark.parametrize(("text", "expected", "first", "last"), rows(CHAINED))
def test_a_time_told_from_another_counts_from_it(
    text: str, expected: str, first: str, last: str
) -> None:
    time = read(text)[-1]
    assert (words(text, time), *days(time), time.anchor) == (expected, first, last, "event")


@pytest.mark.parametrize("text", NO_TIMES.strip().splitlines())
def test_words_that_only_look_like_times_are_passed_over(text: str) -> None:
    assert [words(text, time) for time in read(text)] == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It was held in 2014.", "2014-01-01", "2014-12-31"),
        ("It was hit on 3 May 2022.", "2022-05-03", "2022-05-03"),
        ("It was hit in late 2024.", "2024-10-01", "2024-12-31"),
        ("It has been held since 2014.", "2014-01-01", OPEN),
        ("He said on Friday.", OPEN, OPEN),
        ("He said in October.", OPEN, OPEN),
        ("He said last week.", OPEN, OPEN),
        ("He said two days ago.", OPEN, OPEN),
        ("They have fought for several weeks.", OPEN, OPEN),
        ("He said yesterday.", OPEN, OPEN),
        ("He said last summer.", OPEN, OPEN),
        ("He came on Christmas Day.", OPEN, OPEN),
    ],
)
def test_without_a_publication_date_only_written_dates_resolve(
    text: str, first: str, last: str
) -> None:
    (time,) = read(text, None)
    assert days(time) == (first, last)
    assert time.anchor == ("absolute" if first != OPEN else "published")


@pytest.mark.parametrize(
    ("published", "text", "first", "last"),
    [
        ("2023-10-09", "They attacked on Saturday.", "2023-10-07", "2023-10-07"),
        ("2023-10-09", "They attacked on Monday.", "2023-10-09", "2023-10-09"),
        ("2024-01-03", "It fell in December.", "2023-12-01", "2023-12-31"),
        ("2024-01-03", "It fell last month.", "2023-12-01", "2023-12-31"),
        ("2024-01-01", "It fell last week.", "2023-12-25", "2023-12-31"),
        ("2024-03-01", "It fell yesterday.", "2024-02-29", "2024-02-29"),
        ("2024-03-31", "It fell a month ago.", "2024-02-01", "2024-02-29"),
        ("2022-02-27", "It fell over the weekend.", "2022-02-26", "2022-02-27"),
        ("1989-10-30", "It fell last April.", "1989-04-01", "1989-04-30"),
        ("2021-08-16", "The city fell on Sunday.", "2021-08-15", "2021-08-15"),
    ],
)
def test_other_days_of_publication(published: str, text: str, first: str, last: str) -> None:
    (time,) = read(text, date.fromisoformat(published))
    assert days(time) == (first, last)


@pytest.mark.parametrize(
    ("text", "granularity", "approximate", "anchor"),
    [
        ("He said on Friday.", "day", False, "published"),
        ("It fell around the middle of January.", "range", True, "published"),
        ("It fell in late 2024.", "range", False, "absolute"),
        ("It fell in August 2024.", "month", False, "absolute"),
        ("It fell last week.", "week", False, "published"),
        ("It fell in 2014.", "year", False, "absolute"),
        ("It fell last summer.", "season", False, "published"),
        ("It fell at 3 a.m. on Tuesday.", "hour", False, "published"),
        ("It has lasted for several weeks.", "range", True, "published"),
        ("It fell around 5 January.", "day", True, "published"),
        ("Dated 03/04/2022 in Rome.", "day", True, "absolute"),
    ],
)
def test_granularity_anchor_and_approximation(
    text: str, granularity: str, approximate: bool, anchor: str
) -> None:
    (time,) = read(text)
    assert (time.granularity, time.approximate, time.anchor) == (granularity, approximate, anchor)


def test_two_days_named_apart_are_two_times() -> None:
    text = "He came on Monday and left on Thursday."
    assert [words(text, t) for t in read(text)] == ["on Monday", "on Thursday"]


def test_only_the_given_sentences_are_read() -> None:
    text = "On Monday he came. On Thursday he left."
    (time,) = find_times(text, [Span(19, len(text))], FRIDAY)
    assert words(text, time) == "On Thursday"


def test_letters_that_grow_in_lower_case_keep_the_offsets() -> None:
    text = "İİİ left on Monday."
    (time,) = read(text)
    assert words(text, time) == "on Monday"


GRAMMAR = [
    *"""
on in at by since until from to between and before after for around about early mid late
last next this past coming the a same following that of ago earlier later week weeks month
months year years day days hours night weekend decade century quarter Monday Friday Sunday
January February May March Sept. Dec. 3 31 29 30th 2nd 1999 2024 2500 1990s 3-5 24/7
2022-02-30 24.02.2022 99/99/2022 9999 999 3:00 a.m. noon will said would spring winter
Easter Christmas first half third several few full-scale invasion , . ' ’s – - ( ) İ ß ٣ “
today now yesterday overnight recently soon
""".split(),
    "\n",
    "\t",
]


@given(
    st.lists(st.sampled_from(GRAMMAR) | st.text(max_size=4), max_size=14), st.none() | st.dates()
)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_sound_times(pieces: list[str], published: date | None) -> None:
    text = " ".join(pieces)
    for time in read(text, published):
        assert time.start is not None
        assert time.end is not None
        assert 0 <= time.start < time.end <= len(text)
        assert time.first is None or time.last is None or time.first <= time.last
