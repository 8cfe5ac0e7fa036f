from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .law_access_log import ROLES

# role: (may export, may print, most printed at once, read in an hour, in a day)
SHIPPED = {
    "managing_partner": (True, True, 25, 10_000, 40_000),
    "client_head": (True, True, 25, 10_000, 40_000),
    "client_manager": (False, True, 10, 10_000, 40_000),
    "lawyer": (False, True, 1, 5_000, 20_000),
    "marketing": (False, False, 1, 5_000, 20_000),
    "complaints_committee": (False, False, 1, 1_000, 5_000),
    "auditor": (False, False, 1, 1_000, 5_000),
}


class LawExportPolicy(models.Model):
    """What one role of a firm may take away of its clients, and how much it may read.

    Whoever has several roles has the most generous of them: a file may leave when one
    of the roles allows it. Whoever has no role takes nothing away (S62).
    """

    _name = "law.export.policy"
    _description = "Export Rule"
    _order = "company_id, id"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    role = fields.Selection(ROLES, required=True, readonly=True)

    # Files
    may_export = fields.Boolean(
        help="Files of clients: lists, business cards, pivot tables."
    )
    every_kind = fields.Boolean(
        "Every Kind of Record",
        default=True,
        help="Off: only the kinds of record that are listed below.",
    )
    kind_ids = fields.One2many("law.export.kind", "policy_id", "Kinds of Record")
    confidential = fields.Boolean(
        "Confidential Fields Too",
        help="Facts about people, standings, needs in the client's words, habits, "
        "taboo topics, risks, messages.",
    )
    analysis = fields.Boolean(
        "Figures and Analyses Too",
        help="Pivot tables, and what the firm works out about its clients.",
    )
    rows_per_file = fields.Integer("Most Rows in a File", default=500, aggregator=None)
    rows_per_day = fields.Integer("Most Rows in a Day", default=2_000, aggregator=None)
    approval_rows = fields.Integer(
        "Second Person above (Rows)",
        default=50,
        aggregator=None,
        help="A file of more rows leaves only when somebody else has approved it.",
    )

    # Prints
    may_print = fields.Boolean()
    print_rows = fields.Integer(
        "Most Clients Printed at Once",
        default=1,
        aggregator=None,
        help="Papers about more clients in one print need a purpose and the approval "
        "of a second person.",
    )

    # Reading
    read_rows_hour = fields.Integer(
        "Read in an Hour", required=True, default=1_000, aggregator=None
    )
    read_rows_day = fields.Integer(
        "Read in a Day",
        required=True,
        default=5_000,
        aggregator=None,
        help="Rows of clients' data, on the screen or by a program. A screen of a list "
        "is 80 rows.",
    )

    _role_company_uniq = models.Constraint(
        "UNIQUE(company_id, role)", "There is one export rule for a role of a firm."
    )
    _rows_positive = models.Constraint(
        "CHECK(rows_per_file >= 1 AND rows_per_day >= 1 AND approval_rows >= 0"
        " AND print_rows >= 1)",
        "A number of rows is at least 1; for the second person, at least 0.",
    )
    _read_rows_enough = models.Constraint(
        "CHECK(read_rows_hour >= 200 AND read_rows_day >= read_rows_hour)",
        "At least 200 rows may be read in an hour, and in a day as many as in an "
        "hour: else nobody can work.",
    )

    @api.depends("role", "company_id")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for policy in self:
            policy.display_name = f"{roles.get(policy.role)} – {policy.company_id.name}"

    @api.constrains("rows_per_file", "rows_per_day")
    def _check_rows(self):
        for policy in self:
            if policy.rows_per_file > policy.rows_per_day:
                raise ValidationError(
                    self.env._(
                        "A file of %(file)s rows is more than the %(day)s rows of a "
                        "whole day. Lower the one or raise the other.",
                        file=policy.rows_per_file,
                        day=policy.rows_per_day,
                    )
                )

    # === ORM ===
    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        policies._open_export_menu()
        self.env.registry.clear_cache()
        return policies

    def write(self, vals):
        written = super().write(vals)
        if "may_export" in vals:
            self._open_export_menu()
        self.env.registry.clear_cache()
        return written

    # === SHIPPED RULES ===
    @api.model
    def _fill_missing(self, companies=None):
        """Give each role of each company the shipped rule, where it has none yet."""
        if companies is None:
            companies = self.env["res.company"].search(fields.Domain.TRUE)
        rules = self.search(fields.Domain.TRUE)
        known = {(rule.company_id, rule.role) for rule in rules}
        self.create(
            [
                {
                    "company_id": company.id,
                    "role": role,
                    "may_export": export,
                    "may_print": prints,
                    "print_rows": at_once,
                    "read_rows_hour": hour,
                    "read_rows_day": day,
                }
                for company in companies
                for role, (export, prints, at_once, hour, day) in SHIPPED.items()
                if (company, role) not in known
            ]
        )

    def _open_export_menu(self):
        """Show Odoo's menu for exports to the roles that may export somewhere.

        Odoo hides it without a right of its own, which no screen of ours would name.
        """
        right = self.env.ref("base.group_allow_export").sudo()
        for role in set(self.mapped("role")):
            # sudo: rights of a role follow from the rule that was written just now
            group = self.env.ref(f"law_firm_client.group_{role}").sudo()
            opened = self.sudo().search_count(
                [("role", "=", role), ("may_export", "=", True)], limit=1
            )
            if bool(opened) != (right in group.implied_ids):
                command = fields.Command.link if opened else fields.Command.unlink
                group.write({"implied_ids": [command(right.id)]})
