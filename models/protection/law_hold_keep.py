from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.tools import SQL

from .kinds import kind_name

# Not words of anybody, or too big: papers under hold are not changed at all.
NOT_KEPT = ("binary", "one2many", "properties", "properties_definition")


class LawHoldKeep(models.Model):
    """What stood in a held record before somebody changed it (S64).

    Work goes on under a hold, and nothing that was known is lost by it. Only privacy
    handlers read this; when the hold is lifted, the nightly job empties it.
    """

    _name = "law.hold.keep"
    _description = "Words Before a Change"
    _inherit = ["law.append.only", "law.read.logged"]
    _order = "id desc"

    hold_id = fields.Many2one(
        "law.hold", required=True, index=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True, ondelete="restrict"
    )
    moment = fields.Datetime("Changed On", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Changed by", readonly=True, ondelete="restrict"
    )
    res_model = fields.Char("Kind of Record", required=True, readonly=True)
    res_id = fields.Integer("Record No.", required=True, readonly=True, aggregator=None)
    content = fields.Json(groups=fields.NO_ACCESS, exportable=False)
    before = fields.Text("What Stood There", compute="_compute_before")

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for kept in self:
            kept.display_name = kind_name(self.env, kept.res_model)

    @api.depends("content")
    @api.depends_context("lang")
    def _compute_before(self):
        for kept in self:
            content = kept.sudo().content or {}  # whoever reads the row reads this
            model = self.env.get(kept.res_model)
            known = model._fields if model is not None else {}
            labels = {
                name: known[name]._description_string(self.env)
                for name in content
                if name in known
            }
            kept.before = "\n".join(
                f"{labels.get(name, name)}: {value or '–'}"
                for name, value in content.items()
            )

    def _logged_clients(self):
        return self.sudo().hold_id.client_id

    @api.model
    def _as_it_stands(self, records, names):
        """Return {record: (its holds, {field: value})} of those that are held."""
        held = self.env["law.hold"]._over(records)
        return {
            record: (holds, record.sudo()._law_words(names))
            for record, holds in held.items()
        }

    @api.model
    def _note_changes(self, before):
        """Keep each value that is not what it was, for every hold over its record."""
        rows = []
        for record, (holds, old) in before.items():
            new = record.sudo()._law_words(old)
            changed = {name: value for name, value in old.items() if value != new[name]}
            if changed:
                rows += [
                    SQL(
                        "(%s, %s, now() AT TIME ZONE 'UTC', %s, %s, %s, %s)",
                        *(hold.id, hold.company_id.id, self.env.uid),
                        *(record._name, record.id, Json(changed)),
                    )
                    for hold in holds
                ]
        if rows:
            self.env.execute_query(
                SQL(
                    "INSERT INTO law_hold_keep (hold_id, company_id, moment, user_id,"
                    " res_model, res_id, content) VALUES %s RETURNING id",
                    SQL(", ").join(rows),
                )
            )
            self.env["law.hold"].invalidate_model(["keep_ids"])

    @api.model
    def _forget_lifted(self):
        """Empty what was kept only for holds that are lifted."""
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE law_hold_keep keep SET content = NULL FROM law_hold hold"
                " WHERE hold.id = keep.hold_id AND hold.lifted"
                " AND keep.content IS NOT NULL RETURNING keep.id"
            )
        )
        self.invalidate_model(["content", "before"])


class Base(models.AbstractModel):
    _inherit = "base"

    def _law_words(self, names):
        """Return {field: value} of this record's own columns, as JSON knows them."""
        self.ensure_one()
        return {
            name: self._law_word(self._fields[name])
            for name in names
            if name in self._fields
            and self._fields[name].store
            and not self._fields[name].inherited
            and self._fields[name].type not in NOT_KEPT
        }

    def _law_word(self, field):
        value = self[field.name]
        if field.relational:
            return ", ".join(f"{one.display_name} ({one.id})" for one in value)
        if field.type in ("date", "datetime", "html"):
            return str(value) if value else False
        return value
