from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_duration, formatLang

from ...models.client.law_client_update_topic import WIDE_TOPICS
from ...tools.pieces import pieces


class ReportClientUpdate(models.AbstractModel):
    """The client update form (客户信息更新表) on paper, to be signed and filed (S53).

    It is read with the rights of who prints it, never more.
    """

    _name = "report.law_firm_client.report_client_update"
    _inherit = "law.report.words"
    _description = "Client Update Form on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the pages need.

        :raises AccessError: unless the reader may read each of the forms
        """
        form_ids = docids or (data or {}).get("update_ids")
        if not form_ids:
            raise UserError(self.env._("Choose the update forms you want to print."))
        reader, forms, frame = self._printed("law.client.update", form_ids)
        return {
            **frame,
            "papers": reader._papers(forms),
        }

    @api.model
    def _papers(self, forms):
        """Return one dict a form; the proposals of all forms are read at once."""
        lines = self.env["law.client.update.line"].search(
            [("update_id", "in", forms.ids)]
        )
        lines = lines.grouped("update_id")
        return [
            {
                "form": form,
                "client": form.client_id.name or form.client_name or "",
                "new": not form.client_id,
                "state": self._choice(form, "state"),
                "contact": self._contact(form),
                "course": self._course(form),
                "words": self._texts(form, ("purpose", "next_step")),
                "lines": [self._proposal(line) for line in lines.get(form, ())],
                "rest": form.rest_confirmed,
                "author": self._name_of(form, "user_id"),
                "manager": self._name_of(form, "posted_by_id")
                or self._name_of(form, "manager_id"),
            }
            for form in forms
        ]

    @api.model
    def _contact(self, form):
        """Return the rows that say who spoke with the client, when and where."""
        day = format_date(self.env, form.contact_on)
        if form.contact_time:
            day = self.env._(
                "%(day)s, until %(time)s",
                day=day,
                time=format_duration(form.contact_time),
            )
        return [
            (self._label(form._name, "contact_on"), day),
            *self._rows(form, ("source", "user_id")),
            *self._rows(form.client_id, ("code", "manager_id")),
        ]

    @api.model
    def _course(self, form):
        """Return the rows that say how the form came onto the card (S54)."""
        moments = [
            (self._label(form._name, name), self._moment(form[name]))
            for name in ("submitted_at", "posted_at")
        ]
        hours = [
            (
                self._label(form._name, name),
                formatLang(self.env, form[name], digits=1) if form[done] else "",
            )
            for name, done in (
                ("hours_to_submission", "submitted_at"),
                ("hours_to_posting", "posted_at"),
            )
        ]
        rows = [
            *moments,
            *self._rows(form, ("posted_by_id",)),
            *hours,
            *self._rows(form, ("return_count",)),
        ]
        return [row for row in rows if row[1]]

    # === PROPOSALS ===

    @api.model
    def _proposal(self, line):
        """Return what one proposal prints, its long texts in pieces."""
        decided = line.decision != "pending"
        removed = self.env._("(removed)") if line.to_empty else ""
        return {
            "topic": line.topic_label,
            "block": self._choice(line, "block"),
            "rows": self._beside(
                line.old_text or "–", line.proposed_text or removed or "–"
            ),
            "now": self._now(line),
            "decision": self._choice(line, "decision"),
            "by": self._name_of(line, "decided_by_id") if decided else "",
            "on": self._moment(line.decided_on) if decided else "",
            "reason": pieces(line.reason or ""),
            "note": pieces(line.note or ""),
        }

    @api.model
    def _now(self, line):
        """Return what the card says now, in pieces, where the form does not tell.

        While the form is open, that is a card which changed under it. Once it is
        posted, it is a value that was replaced again since.
        """
        replaced = (
            line.form_state == "posted"
            and line.decision == "accepted"
            and line.topic not in WIDE_TOPICS
            and line.present_text != line.proposed_text
        )
        return pieces(line.present_text or "–") if line.changed or replaced else []
