from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..client.listed import listed


class LawHouseRuleReader(models.Model):
    """A person who must read a rule that is in force, and whether it is confirmed."""

    _name = "law.house.rule.reader"
    _description = "Reader of a House Rule"
    _auto = False
    _order = "confirmed, rule_id, user_id"
    _rec_name = "version_id"
    _depends = {
        "law.house.rule": ["active", "company_id", "group_ids"],
        "law.house.rule.version": ["rule_id", "state"],
        "law.house.rule.confirmation": ["version_id", "user_id", "confirmed_on"],
        "res.users": ["active", "share", "company_ids", "group_ids"],
    }

    rule_id = fields.Many2one("law.house.rule", readonly=True)
    version_id = fields.Many2one("law.house.rule.version", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", "Reader", readonly=True)
    date_from = fields.Date("In Force Since", readonly=True)
    confirmed = fields.Boolean(readonly=True)
    confirmed_on = fields.Datetime(readonly=True)
    confirmed_count = fields.Integer("Confirmations", readonly=True)

    @api.model
    def get_empty_list_help(self, help_message):
        """Say whether everybody has confirmed, or nothing is to be confirmed."""
        return super().get_empty_list_help(self._law_nobody_left() or help_message)

    @api.model
    def _law_nobody_left(self):
        """Return why a list of those who have not confirmed is empty, or nothing."""
        if not self.env.context.get("law_all_readers"):
            return None
        rules = self.env["law.house.rule"].search(Domain.TRUE)
        others = rules.filtered(lambda rule: rule.standing == "none")
        names = listed(self.env, others.mapped("name"))
        text = Markup('<p class="o_view_nocontent_%s">%s</p><p>%s</p>')
        if rules == others:
            return text % (
                "empty_folder",
                self.env._("No house rule is in force"),
                self.env._(
                    "So nobody has been asked to confirm anything. Open a rule under "
                    "House Rules, and put its version in force."
                ),
            )
        more = self.env._("Everybody concerned has read what is in force.")
        if others:
            more = self.env._(
                "Everybody concerned has read what is in force. Not in force, and "
                "asked of nobody: %(names)s.",
                names=names,
            )
        return text % ("smiling_face", self.env._("Nobody is left to confirm"), more)

    def action_open_version(self):
        """Open the words, where they are confirmed."""
        return self.version_id._action_open()

    @property
    def _table_query(self):
        return SQL(
            """
            WITH RECURSIVE role(rule_id, group_id) AS (
                SELECT law_house_rule_id, res_groups_id
                FROM law_house_rule_res_groups_rel
                UNION
                SELECT role.rule_id, higher.gid
                FROM role JOIN res_groups_implied_rel higher
                  ON higher.hid = role.group_id
            ), reader AS (
                SELECT DISTINCT role.rule_id, holder.uid AS user_id
                FROM role JOIN res_groups_users_rel holder ON holder.gid = role.group_id
            )
            SELECT version.id::bigint * 1048576 + reader.user_id AS id,
                   version.rule_id, version.id AS version_id, rule.company_id,
                   reader.user_id, version.date_from,
                   done.id IS NOT NULL AS confirmed, done.confirmed_on,
                   (done.id IS NOT NULL)::integer AS confirmed_count
            FROM law_house_rule_version version
            JOIN law_house_rule rule ON rule.id = version.rule_id AND rule.active
            JOIN reader ON reader.rule_id = rule.id
            JOIN res_users person ON person.id = reader.user_id AND person.active
                 AND person.share IS NOT TRUE AND person.id > 1
            JOIN res_company_users_rel place ON place.user_id = person.id
                 AND place.cid = rule.company_id
            LEFT JOIN law_house_rule_confirmation done
              ON done.version_id = version.id AND done.user_id = person.id
            WHERE version.state = 'in_force'
            """
        )
