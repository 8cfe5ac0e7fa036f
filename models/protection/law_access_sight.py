from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL, format_date

KINDS = [
    ("manager", "Client manager of this client"),
    ("liaison", "Liaison lawyer"),
    ("handling", "Handling lawyer"),
    ("committee", "Committee"),
    ("granted", "Granted access"),
    ("firm_manager", "Role: client manager"),
    ("firm_head", "Role: client management head"),
    ("firm_partner", "Role: managing partner"),
    ("opened", "Emergency opening"),
    ("barred", "Kept out by a wall"),
]


class LawAccessSight(models.Model):
    """One reason why a person of the firm sees a client, saw it, or is kept from it.

    Read by client it answers "why can she see this client?", read by person "what can
    she see?". The conditions are those of the record rules: one query takes current
    members and standing walls from the very domains that the rules stand on.
    """

    _name = "law.access.sight"
    _description = "Who Sees Which Client, and Why"
    _auto = False
    _order = "sees desc, user_id, kind, id"
    _depends = {
        "law.client": ["company_id", "active"],
        "law.client.member": [
            "client_id",
            "user_id",
            "role",
            "date_from",
            "date_to",
            "revoked",
            "reason",
            "committee_id",
        ],
        "law.barrier": [
            "client_id",
            "user_id",
            "date_from",
            "date_to",
            "lifted",
            "opened_until",
            "reason",
        ],
        "res.users": ["active", "company_ids", "group_ids"],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", "Person", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    sees = fields.Boolean("Sees It", readonly=True)
    date_from = fields.Date("Since", readonly=True)
    date_to = fields.Date("Until", readonly=True)
    note = fields.Char(readonly=True)
    by_id = fields.Many2one("res.users", readonly=True)
    committee_id = fields.Many2one("law.committee", readonly=True)
    over = fields.Boolean("Of the Past", readonly=True)
    words = fields.Char("Why", compute="_compute_words")

    @api.depends("kind", "date_from", "date_to", "note", "by_id", "over")
    @api.depends_context("lang")
    def _compute_words(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        day = partial(format_date, self.env)
        for sight in self:
            words = [kinds[sight.kind]]
            if sight.committee_id:
                words.append(sight.committee_id.sudo().name)  # a name of the firm's
            if sight.date_from:
                words.append(self.env._("since %(day)s", day=day(sight.date_from)))
            if sight.date_to:
                words.append(self.env._("until %(day)s", day=day(sight.date_to)))
            if sight.by_id:
                words.append(self.env._("by %(name)s", name=sight.by_id.name))
            if sight.over:
                words.append(self.env._("over"))
            if sight.note:
                words.append(sight.note)
            sight.words = " · ".join(words)

    def action_open_client(self):
        """Open the client."""
        return self.client_id._action_open()

    # === QUERY ===

    @property
    def _table_query(self):
        return SQL(
            """
            WITH role AS NOT MATERIALIZED (%(role)s),
                 lawyer AS NOT MATERIALIZED (%(lawyer)s),
                 present AS NOT MATERIALIZED (%(present)s),
                 wall AS NOT MATERIALIZED (%(wall)s)
            %(members)s UNION ALL %(firm)s UNION ALL %(walls)s
            """,
            role=self._sql_role(),
            lawyer=self._sql_lawyer(),
            present=self._sql_ids("law.client.member", "_domain_current"),
            wall=self._sql_ids("law.barrier", "_domain_in_force"),
            members=self._sql_members(),
            firm=self._sql_firm(),
            walls=self._sql_walls(),
        )

    def _group_ids(self, name):
        """Return the ids of the group and of all groups that bring it."""
        group = self.env.ref(f"law_firm_client.{name}").sudo()
        return tuple((group | group.all_implied_by_ids).ids)

    def _sql_role(self):
        """Return SQL for who has a firm-wide role, and the highest of it."""
        return SQL(
            """
            SELECT uid AS user_id,
                   MAX(CASE WHEN gid IN %s THEN 3 WHEN gid IN %s THEN 2 ELSE 1 END)
                       AS level
            FROM res_groups_users_rel WHERE gid IN %s GROUP BY uid
            """,
            self._group_ids("group_managing_partner"),
            self._group_ids("group_client_head"),
            self._group_ids("group_client_manager"),
        )

    def _sql_lawyer(self):
        """Return SQL for who has a role in which being on a team gives sight."""
        return SQL(
            "SELECT DISTINCT uid AS user_id FROM res_groups_users_rel WHERE gid IN %s",
            self._group_ids("group_lawyer"),
        )

    def _sql_ids(self, model, domain):
        """Return SQL for what holds now, by the domain that the rules use."""
        records = self.env[model].sudo()  # conditions only; rules guard the rows
        found = records._search(getattr(records, domain)())
        return found.subselect("id", "client_id", "user_id")

    def _sql_sees(self):
        """Return SQL for whether the person `u` sees the client `c` today."""
        return SQL(
            """
            (u.active AND cu.user_id IS NOT NULL
             AND NOT EXISTS (SELECT FROM wall
                              WHERE wall.client_id = c.id AND wall.user_id = u.id)
             AND (role.level IS NOT NULL
                  OR EXISTS (SELECT FROM lawyer JOIN present
                               ON present.user_id = lawyer.user_id
                             WHERE lawyer.user_id = u.id
                               AND present.client_id = c.id)))
            """
        )

    def _sql_people(self):
        """Return SQL that joins person, company and role to a row `x` and client."""
        return SQL(
            """
            JOIN res_users u ON u.id = x.user_id
            LEFT JOIN res_company_users_rel cu
                   ON cu.user_id = u.id AND cu.cid = c.company_id
            LEFT JOIN role ON role.user_id = u.id
            """
        )

    def _sql_members(self):
        return SQL(
            """
            SELECT x.id::bigint * 8 AS id, c.id AS client_id, c.company_id,
                   x.user_id, x.role AS kind, %(sees)s AS sees, x.date_from, x.date_to,
                   x.reason AS note,
                   CASE WHEN x.role = 'granted' THEN x.create_uid END AS by_id,
                   x.committee_id,
                   NOT EXISTS (SELECT FROM present WHERE present.id = x.id) AS over
            FROM law_client_member x
            JOIN law_client c ON c.id = x.client_id
            %(people)s
            """,
            sees=self._sql_sees(),
            people=self._sql_people(),
        )

    def _sql_firm(self):
        return SQL(
            """
            SELECT (c.id::bigint * 1048576 + u.id) * 8 + 1, c.id, c.company_id, u.id,
                   (ARRAY['firm_manager', 'firm_head', 'firm_partner'])[role.level],
                   %(sees)s, NULL::date, NULL::date, NULL::varchar, NULL::int,
                   NULL::int, FALSE
            FROM law_client c
            JOIN res_company_users_rel cu ON cu.cid = c.company_id
            JOIN res_users u ON u.id = cu.user_id AND u.active
            JOIN role ON role.user_id = u.id
            """,
            sees=self._sql_sees(),
        )

    def _sql_walls(self):
        return SQL(
            """
            SELECT x.id::bigint * 8 + 2, c.id, c.company_id, x.user_id,
                   CASE WHEN x.opened_until > %(now)s THEN 'opened' ELSE 'barred' END,
                   %(sees)s, x.date_from, x.date_to, x.reason, x.set_by_id, NULL::int,
                   NOT EXISTS (SELECT FROM wall WHERE wall.id = x.id)
                       AND NOT COALESCE(x.opened_until > %(now)s, FALSE)
            FROM law_barrier x
            JOIN law_client c ON c.id = x.client_id
            %(people)s
            """,
            now=fields.Datetime.now(),
            sees=self._sql_sees(),
            people=self._sql_people(),
        )
