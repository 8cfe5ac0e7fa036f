"""What is fast, against what: each bench beside stock Odoo and beside bare SQL.

A folder for each room, a file for each bench: ``dev/bench search`` runs
``client/search.py``. A bench has ROWS and QUICK (how many clients), ``ours(run)`` and,
where Odoo has its like, ``stock(run)``; both measure under the same words. They run in
databases of their own: ours with the addon, stock with the same modules of Odoo alone.
"""
