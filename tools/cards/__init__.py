# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Reading the client cards of a firm from the files in which it keeps them.

`reading.open_cards` answers what kind of file it is, or refuses it; `headings` says
what each column means; `rows` turns cells into values and names every problem.
Nothing here knows the database.
"""
