"""One form for what feeds write in many: text, dates, addresses, ratings, stance, language.

Everything here takes values and returns values. It opens no network and no database, and it must not
know which feed a value came from. Import the submodule that is meant:

    text.py       markup, mojibake and invisible characters out of a string
    dates.py      a date as precise as it was written, never more precise
    addresses.py  one spelling for a page's address, the site it belongs to, and what all its addresses share
    publishers.py one name for each site's publisher, by the table in publishers.toml
    ratings.py    a publisher's verdict in one of nine forms, by the table in ratings.toml
    stance.py     what such a verdict says of the claim
    language.py   the language of a short text, or None
"""
