# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""A conflict check over an engagement with two thousand other parties, all at once."""

import random

from odoo import Command

from bench import party_names

ROWS, QUICK = 2_000, 200


def ours(run):
    env, chance = run.env, random.Random(7)
    client = env["law.client"].create(
        {"name": "Harbour Trading Ltd", "is_company": True}
    )
    makers = (party_names.english, party_names.chinese, party_names.person)
    names = [makers[n % 3](chance) for n in range(run.rows)]
    engagement = env["law.engagement"].create(
        {
            "name": "Many against one",
            "client_id": client.id,
            "party_ids": [Command.create({"name": name}) for name in names],
        }
    )
    env["law.conflict.name"]._settle()
    env["law.conflict.name"]._cron_prove()

    run.ours(f"check {run.rows} parties", engagement._run_conflict_check, repeat=False)
    env.cr.rollback()
