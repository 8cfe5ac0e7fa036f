from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.names import name_key
from .law_client_update_topic import (
    NEW_TOPICS,
    STANDING_BLOCKS,
    TOPIC_BLOCKS,
    WIDE_TOPICS,
)
from .listed import listed
from .selections import BLOCKS


class LawClientUpdateLine(models.Model):
    """One proposal of an update form: a value of the card, a person, a need heard.

    It keeps the value that the author saw beside the one proposed, so that a change
    in between is noticed. Both are kept by field name, each in the type of its field.
    """

    _name = "law.client.update.line"
    _description = "Proposal of a Client Update Form"
    _inherit = ["law.gate.mixin"]
    _order = "update_id desc, id"
    _gated_fields = frozenset(
        (
            "old",
            "block",
            "client_id",
            "company_id",
            "user_id",
            "decided_by_id",
            "decided_on",
            "confirmed",
            "correction_count",
            "decision",
            "reason",
        )
    )
    _content_fields = frozenset(("topic", "proposed", "to_empty", "note"))

    update_id = fields.Many2one(
        "law.client.update", "Form", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(
        related="update_id.client_id",
        related_sudo=False,
        store=True,
        index="btree_not_null",
    )
    company_id = fields.Many2one(related="update_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="update_id.user_id", store=True, index=True)
    form_state = fields.Selection(related="update_id.state", string="Form Status")

    # What is proposed
    topic = fields.Selection("_selection_topic", "What", required=True)
    topic_label = fields.Char(compute="_compute_topic_label")
    block = fields.Selection(BLOCKS, compute="_compute_block", store=True)
    proposed = fields.Json(
        "New Value",
        compute="_compute_proposed",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    to_empty = fields.Boolean(
        "Remove the Value", help="What the card says is no longer true."
    )
    note = fields.Char("Remark", help="For whoever checks the form.")
    old = fields.Json(
        "Value Seen",
        compute="_compute_old",
        compute_sudo=False,
        store=True,
        help="What the card said when the proposal was written.",
    )

    # For the screen and the page
    parts = fields.Json(compute="_compute_parts")
    old_text = fields.Text(compute="_compute_texts")
    proposed_text = fields.Text(compute="_compute_texts")
    present_text = fields.Text("On the Card Now", compute="_compute_texts")
    diff = fields.Json("On the Card", compute="_compute_texts")
    changed = fields.Boolean(
        "Changed Meanwhile",
        compute="_compute_changed",
        help="The card says something else now than when this was proposed.",
    )
    unconfirmed = fields.Boolean(compute="_compute_changed")
    removable = fields.Boolean(
        compute="_compute_removable", help="The card has one value, which can go."
    )

    # What was decided
    decision = fields.Selection(
        [
            ("pending", "To decide"),
            ("accepted", "Accepted"),
            ("returned", "Returned"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="pending",
        copy=False,
    )
    reason = fields.Char("Returned Because", readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    decided_on = fields.Datetime(readonly=True, copy=False)
    confirmed = fields.Json(
        readonly=True,
        copy=False,
        help="The changed value of the card that a client manager agreed to replace.",
    )
    correction_count = fields.Integer("Corrections", readonly=True, copy=False)

    _card_topic_uniq = models.UniqueIndex(
        "(update_id, topic) WHERE decision != 'withdrawn' AND topic NOT IN "
        f"({', '.join(repr(topic) for topic in WIDE_TOPICS)})",
        "A form says one thing about each field of the card. Correct the line that "
        "is there.",
    )

    # === COMPUTES ===

    @api.depends("topic", "proposed")
    def _compute_block(self):
        for line in self:
            if line.topic == "standing":
                kind = (line.proposed or {}).get("kind")
                line.block = STANDING_BLOCKS.get(kind, "dealings")
            else:
                line.block = TOPIC_BLOCKS.get(line.topic)

    @api.depends("topic")
    @api.depends_context("lang")
    def _compute_topic_label(self):
        labels = dict(self._selection_topic())
        for line in self:
            line.topic_label = labels.get(line.topic, "")

    @api.depends("topic", "old")
    def _compute_removable(self):
        for line in self:
            one_value = line.topic not in WIDE_TOPICS and line.topic != "name"
            line.removable = one_value and any((line.old or {}).values())

    @api.depends("topic")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.topic_label

    @api.depends("topic", "update_id.client_id", "proposed", "old", "confirmed")
    @api.depends("decision", "form_state")
    def _compute_changed(self):
        for line in self:
            present = line._present()
            line.changed = (
                bool(line._origin)
                and line.form_state not in ("posted", "withdrawn")
                and line.decision != "withdrawn"
                and present not in (line.old, line._proposed_values())
            )
            line.unconfirmed = line.changed and line.confirmed != present

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Take proposals into forms that the user may still change."""
        self._check_json(vals_list)
        self._check_topics(vals_list)
        lines = super().create(vals_list)
        lines.update_id._check_open()
        # A default of the context must not stand for what the author saw.
        self.env.add_to_compute(self._fields["old"], lines)
        lines._clean_proposed()
        return lines

    def write(self, vals):
        """Let a decision pass its gate, and content only while the form is open."""
        vals = dict(vals)
        decision = {key: vals.pop(key) for key in ("decision", "reason") if key in vals}
        if "update_id" in vals:
            raise UserError(self.env._("A proposal stays on its form."))
        content = self._content_fields.intersection(vals)
        if content:
            self._check_json([vals])
            self._check_topics([vals])
            self._check_content_open()
        result = super().write(vals)
        if content:
            self._clean_proposed()
        if decision:
            self._decide(decision.get("decision"), decision.get("reason"))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_returned(self):
        self._check_content_open()
        if any(line.correction_count for line in self):
            raise UserError(
                self.env._(
                    "A proposal that was returned stays on record. Correct it, or "
                    "withdraw it."
                )
            )

    # === GATES ===

    def _check_content_open(self):
        """Raise unless the user may change what these lines propose."""
        self.update_id._check_open()
        if any(line.decision == "accepted" for line in self):
            raise UserError(
                self.env._(
                    "This line was accepted already. Add a new line if there is more "
                    "to say."
                )
            )

    def _check_ready(self):
        """Raise, naming the first that is not, unless each line can be checked."""
        for line in self:
            if line.decision in ("pending", "returned"):
                problem = line._problem()
                if problem:
                    raise UserError(
                        self.env._(
                            "%(line)s: %(problem)s",
                            line=line.topic_label,
                            problem=problem,
                        )
                    )

    def _problem(self):
        """Return what is wrong with this proposal, if anything."""
        values = self._proposed_values()
        if self.topic not in WIDE_TOPICS:
            if not self.to_empty and not any(values.values()):
                return self.env._(
                    "type the new value, or tick 'Remove' if the card shall have none."
                )
            if values == self.old:
                return self.env._("the card says so already. Remove this line.")
            if self.topic == "name" and self.to_empty:
                return self.env._("a client must have a name.")
            return None
        missing = [
            part["label"]
            for part in self._parts()
            if part["required"] and not values.get(part["name"])
        ]
        if missing:
            return self.env._("add %(parts)s.", parts=listed(self.env, missing))
        if self.topic == "position_end" and not any(self.old.values()):
            return self.env._("this person does not hold this position.")
        if self.topic in NEW_TOPICS:
            return self._problem_new(values)
        return None

    def _problem_new(self, values):
        """Return why this cannot be added to the card, if so."""
        if any(self.old.values()):
            return self.env._("the card says so already. Remove this line.")
        lines = self.update_id.line_ids.filtered(
            lambda line: line.decision != "withdrawn"
        )
        if [line._new_key() for line in lines].count(self._new_key()) > 1:
            return self.env._("the form says so twice. Remove one of the lines.")
        if self.topic == "relation":
            return self._problem_relation(values)
        client_name = self._client().name or self.update_id.client_name or ""
        if self.topic == "alias" and name_key(values["name"]) == name_key(client_name):
            return self.env._("this is the name under which the card stands.")
        return None

    def _new_key(self):
        """Return what makes two proposals to add something the same."""
        values = self._proposed_values()
        if self.topic == "position_new":
            return self.topic, values["person_id"], values["role"]
        name = name_key(values.get("name") or "")
        return self.topic, name, values.get("reading"), values.get("other_id")

    def _check_unchanged(self):
        """Raise if the card changed under an accepted line and nobody confirmed it."""
        self.invalidate_recordset(["changed", "unconfirmed", "present_text"])
        changed = self.filtered(
            lambda line: line.decision == "accepted" and line.unconfirmed
        )
        if changed:
            lines = [
                self.env._(
                    "%(line)s: the author saw '%(old)s', the card says '%(now)s', "
                    "proposed is '%(new)s'.",
                    line=line.topic_label,
                    old=line.old_text or "-",
                    now=line.present_text or "-",
                    new=line.proposed_text or "-",
                )
                for line in changed
            ]
            raise UserError(
                self.env._(
                    "The card changed after the form was written:\n%(lines)s\n"
                    "Press 'Apply Anyway' on such a line, or return it to its author.",
                    lines="\n".join(lines),
                )
            )

    def _decide(self, decision, reason=None):
        """Record a decision on these lines; each kind has its own gate.

        :raises AccessError: for whoever may not decide so
        :raises UserError: when the form is not there, or a reason is missing
        """
        if decision == "withdrawn":
            self._check_content_open()
        else:
            self.update_id._check_decider()
            self._check_decision(decision, reason)
        vals = {
            "decision": decision,
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
        }
        if decision == "returned":
            vals["reason"] = reason.strip()
        self._stamp(vals)

    def _check_decision(self, decision, reason):
        if decision not in ("pending", "accepted", "returned"):
            raise UserError(self.env._("Accept the line, or return it with a reason."))
        if any(line.decision == "withdrawn" for line in self):
            raise UserError(self.env._("The author has withdrawn this line."))
        if decision == "returned" and not (reason or "").strip():
            raise UserError(
                self.env._("Say why the line is returned and what to correct.")
            )

    def _count_correction(self):
        for line in self:
            line._stamp({"correction_count": line.correction_count + 1})

    def _resubmit(self):
        self._stamp({"decision": "pending", "confirmed": False})

    # === ACTIONS ===

    def action_accept(self):
        """Accept these lines.

        :raises AccessError: for whoever may not decide on the form
        """
        self._decide("accepted")

    def action_apply_anyway(self):
        """Accept the line although the card changed since it was written.

        :raises AccessError: for whoever may not decide on the form
        """
        self._decide("accepted")
        for line in self:
            line._stamp({"confirmed": line._present()})

    def action_ask_reason(self):
        """Ask why these lines are returned."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Return"),
            "res_model": "law.client.update.return",
            "view_mode": "form",
            "target": "new",
            "context": {"default_line_ids": self.ids},
        }

    def action_withdraw(self):
        """Take these lines back.

        :raises AccessError: for whoever did not write the form
        """
        self._decide("withdrawn")

    def action_open_form(self):
        """Open the form to which this proposal belongs."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.client.update",
            "res_id": self.update_id.id,
            "views": [[False, "form"]],
        }
