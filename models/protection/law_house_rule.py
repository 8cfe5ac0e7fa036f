from odoo import api, fields, models
from odoo.exceptions import UserError

# What people confirm beside the words: it stands once a version is in force.
FIXED = frozenset(("name", "company_id", "group_ids"))


class LawHouseRule(models.Model):
    """A rule of the house (规定和办法): what it is about, and who must know it (S63).

    Its words stand in versions, one of which is in force. Whoever holds one of the
    roles confirms, once for each version, to have read it.
    """

    _name = "law.house.rule"
    _description = "House Rule"
    _order = "sequence, id"

    name = fields.Char("Rule", required=True, translate=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    group_ids = fields.Many2many(
        "res.groups",
        string="Who Must Read It",
        help="The roles whose holders confirm each version.",
        default=lambda self: self.env.ref("base.group_user"),
    )
    version_ids = fields.One2many("law.house.rule.version", "rule_id", "Versions")
    version_id = fields.Many2one(
        "law.house.rule.version", "Version in Force", compute="_compute_version_id"
    )
    standing = fields.Selection(
        [("in_force", "In Force"), ("none", "Not in Force")],
        compute="_compute_version_id",
        help="Whether it has a version that people are asked to confirm.",
    )
    fixed = fields.Boolean(compute="_compute_fixed")
    reader_count = fields.Integer("People", compute="_compute_counts")
    confirmed_count = fields.Integer("Confirmed", compute="_compute_counts")
    confirmed_share = fields.Integer("Read by (%)", compute="_compute_counts")

    @api.depends("version_ids.state")
    def _compute_version_id(self):
        current = self.env["law.house.rule.version"].search(
            [("rule_id", "in", self.ids), ("state", "=", "in_force")]
        )
        by_rule = current.grouped("rule_id")
        for rule in self:
            rule.version_id = by_rule.get(rule._origin)
            rule.standing = "in_force" if rule.version_id else "none"

    @api.depends("version_ids.state")
    def _compute_fixed(self):
        """A version is, or was, in force: people confirmed it, or are asked to."""
        for rule in self:
            rule.fixed = any(v.state != "draft" for v in rule.sudo().version_ids)

    @api.depends("version_ids.state", "group_ids")
    def _compute_counts(self):
        counts = {
            rule: (people, confirmed)
            for rule, people, confirmed in self.env[
                "law.house.rule.reader"
            ]._read_group(
                [("rule_id", "in", self.ids)],
                ["rule_id"],
                ["__count", "confirmed_count:sum"],
            )
        }
        for rule in self:
            people, confirmed = counts.get(rule._origin, (0, 0))
            rule.reader_count, rule.confirmed_count = people, confirmed
            rule.confirmed_share = round(100 * confirmed / people) if people else 0

    # === ORM ===

    def write(self, vals):
        """Keep what was confirmed: for superuser, too."""
        self._check_fixed(vals)
        return super().write(vals)

    def _update_field_translations(self, field_name, *args, **kwargs):
        self._check_fixed([field_name])
        return super()._update_field_translations(field_name, *args, **kwargs)

    def _check_fixed(self, names):
        """Raise where `names` hold what people confirmed beside the words."""
        if FIXED.intersection(names) and any(rule.fixed for rule in self):
            raise UserError(
                self.env._(
                    "A rule that was in force keeps its title, its company and who "
                    "must read it, as people confirmed them. Write a new rule, and end "
                    "the version of this one."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        if any(rule.fixed for rule in self):
            raise UserError(
                self.env._(
                    "A rule that was in force stays on record. End its version, then "
                    "archive the rule."
                )
            )

    def action_open_version(self):
        """Open the version in force, else the newest draft."""
        self.ensure_one()
        version = self.version_id or self.version_ids[:1]
        if not version:
            raise UserError(self.env._("This rule has no words yet. Add a version."))
        return version._action_open()

    def action_open_readers(self):
        """List who has confirmed the version in force, and who has not."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_house_rule_reader_action_all"
        )
        action["domain"] = [("rule_id", "=", self.id)]
        action["context"] = {"search_default_waiting": 1, "law_all_readers": True}
        return action
