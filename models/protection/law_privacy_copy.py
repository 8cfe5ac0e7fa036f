import base64
import csv
import io
import json
import zipfile

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, html2plaintext

from ...tools.person_patterns import (
    BLACK,
    any_of,
    blacken,
    email_pattern,
    find,
    name_patterns,
)
from .kinds import kind_name
from .law_access_log_writing import MARK

# What describes a record and not a person.
NOT_GIVEN = {"id", "display_name", "create_date", "write_date"}
GIVEN_TYPES = ("char", "text", "html", "date", "datetime", "selection")
GIVEN_AT_ONCE = (
    "res.partner",
    "res.partner.bank",
    "law.client.person",
    "law.client.position",
    "law.person.fact",
)
PARTNER_FIELDS = (
    "name",
    "function",
    "email",
    "phone",
    "street",
    "street2",
    "zip",
    "city",
) + ("website", "vat", "company_registry", "comment", "lang")
NUMBERS = ("vat", "company_registry", "website")
ITEM_FIELDS = {
    "res.partner": PARTNER_FIELDS,
    "law.client": PARTNER_FIELDS,
    "law.client.person": ("position_summary",),
    "law.person.fact": ("kind", "value", "purpose", "legal_basis", "source")
    + ("collected_on", "review_on", "consent_on"),
    "mail.message": ("date", "subject", "body", "email_from"),
    "ir.attachment": ("name", "mimetype", "create_date"),
    "calendar.event": ("name", "start", "location", "description"),
    "res.users": ("login",),
    "res.partner.bank": ("acc_number",),
}
REPORT = "law_firm_client.action_report_privacy_copy"


class LawPrivacyRequest(models.Model):
    """The copy that a person gets: of this person's data, and of nobody else's."""

    _inherit = "law.privacy.request"

    item_ids = fields.One2many("law.privacy.copy.item", "request_id", "Copy")
    copy_by_id = fields.Many2one(
        "res.users", "Copy Made by", readonly=True, copy=False, ondelete="restrict"
    )
    copy_approved_by_id = fields.Many2one(
        "res.users", "Copy Approved by", readonly=True, copy=False, ondelete="restrict"
    )
    copy_approved_on = fields.Datetime(readonly=True, copy=False)
    copy_pdf_kept = fields.Binary(
        attachment=True, copy=False, exportable=False, groups=fields.NO_ACCESS
    )
    copy_data_kept = fields.Binary(
        attachment=True, copy=False, exportable=False, groups=fields.NO_ACCESS
    )
    copy_pdf = fields.Binary("Copy (PDF)", compute="_compute_copy", exportable=False)
    copy_data = fields.Binary(
        "Copy (JSON and CSV)", compute="_compute_copy", exportable=False
    )
    copy_pdf_name = fields.Char(compute="_compute_copy_names")
    copy_data_name = fields.Char(compute="_compute_copy_names")
    delivered_on = fields.Datetime("Copy Handed Out On", readonly=True, copy=False)
    delivered_by_id = fields.Many2one(
        "res.users", "Copy Handed Out by", readonly=True, ondelete="restrict"
    )
    log_number = fields.Integer(
        "Row of the Log", readonly=True, copy=False, aggregator=None
    )
    copy_mark = fields.Char(
        "Mark of the Copy",
        readonly=True,
        copy=False,
        help="Leads from the copy back to the row of the access log.",
    )

    @api.depends("copy_pdf_kept", "copy_data_kept", "item_ids")
    @api.depends_context("uid", "bin_size")
    def _compute_copy(self):
        """Show the files to whoever may read each of the records they come from."""
        for request in self:
            kept = request.sudo()  # the records themselves are asked below
            items = request.item_ids.filtered(lambda item: item.shown == "show")
            seen = all(items.mapped("readable"))
            request.copy_pdf = seen and kept.copy_pdf_kept
            request.copy_data = seen and kept.copy_data_kept

    def _compute_copy_names(self):
        for request in self:
            request.copy_pdf_name = f"{request.name}.pdf"
            request.copy_data_name = f"{request.name}.zip"

    # === ACTIONS ===

    def action_make_copy(self):
        """Put together, item by item, what the person will be given (button)."""
        for request in self:
            request._check_handler()
            request._check_step(request._missing_copy(), self.env._("a copy is made"))
            request.sudo().item_ids.unlink()  # made anew from the finds
            request.sudo()._stamp(
                {
                    "copy_by_id": self.env.uid,
                    "copy_approved_by_id": False,
                    "copy_approved_on": False,
                    "copy_pdf_kept": False,
                    "copy_data_kept": False,
                }
            )
            request._make_items()

    def action_approve_copy(self):
        """Approve the copy, as somebody who did not make it (button)."""
        for request in self:
            request._check_handler()
            request._check_step(
                request._missing_approval(), self.env._("the copy is approved")
            )
            request._stamp(
                {
                    "copy_approved_by_id": self.env.uid,
                    "copy_approved_on": fields.Datetime.now(),
                }
            )

    def action_deliver_copy(self):
        """Write the files, with the mark of their row in the access log (button)."""
        for request in self:
            request._check_handler()
            request._check_step(
                request._missing_delivery(), self.env._("the copy is handed out")
            )
            number = self.env["law.access.log"]._record(
                "export", request, count=len(request.item_ids), detail=request.name
            )
            request._stamp(
                {
                    "log_number": number,
                    "copy_mark": self.env.cr.cache[MARK],
                    "delivered_on": fields.Datetime.now(),
                    "delivered_by_id": self.env.uid,
                }
            )
            request._write_files()

    def _check_step(self, missing, deed):
        if missing:
            raise UserError(
                self.env._(
                    "Before %(deed)s, %(request)s still needs:\n%(list)s",
                    deed=deed,
                    request=self.name,
                    list="\n".join(f"• {line}" for line in missing),
                )
            )

    def _missing_copy(self):
        missing = []
        if self.state != "handling":
            missing.append(self.env._("to be handled: identity first, then 'Start'"))
        if self.kind not in ("access", "portability"):
            missing.append(self.env._("to be a request for a copy"))
        if self.open_find_count:
            missing.append(
                self.env._(
                    "a decision on %(count)s places: this person or another",
                    count=self.open_find_count,
                )
            )
        if self.delivered_on:
            missing.append(self.env._("not to be handed out yet"))
        return missing

    def _missing_approval(self):
        missing = []
        items = self.item_ids
        if not self.copy_by_id:
            missing.append(self.env._("a copy"))
        undecided = items.filtered(lambda item: item.shown == "open")
        if undecided:
            missing.append(
                self.env._(
                    "a decision on %(count)s items: given or blackened",
                    count=len(undecided),
                )
            )
        if items.filtered(lambda item: item.shown == "black" and not item.ground):
            missing.append(self.env._("a ground for each item that is blackened"))
        if self.company_id.law_privacy_four_eyes and self.copy_by_id == self.env.user:
            missing.append(
                self.env._("a second person: whoever made a copy does not approve it")
            )
        return missing

    def _missing_delivery(self):
        missing = []
        if not self.copy_approved_on:
            missing.append(self.env._("the approval of the copy"))
        if self.state != "handling":
            missing.append(self.env._("to be in handling"))
        if self.delivered_on:
            missing.append(self.env._("not to be handed out yet"))
        return missing

    def _missing_answer(self):
        missing = super()._missing_answer()
        asks = self.kind in ("access", "portability")
        if asks and self.this_find_count and not self.delivered_on:
            missing.append(self.env._("the copy, approved and handed out"))
        return missing

    # === THE ITEMS ===

    def _make_items(self):
        """Write an item for each place about this person."""
        finds = self.find_ids.filtered(
            lambda one: one.decision == "this" and one.res_model != "law.access.log"
        )
        values = [item for one in finds if (item := one._prepare_item())]
        others = self._others_in("\n".join(item["text"] for item in values))
        for item in values:
            item["text"] = blacken(others, item["text"])
        self.env["law.privacy.copy.item"].sudo().create(values)  # see `shown_text`

    def _others_in(self, text):
        """Return the expression for names and addresses of others in a text.

        Others are all contacts, clients and users but the person. SQL: one look at all
        names for all items, instead of one search a word.
        """
        own = any_of([*self._patterns().values(), *self._confirmed_names()])
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT name FROM ("
                " SELECT name FROM res_partner WHERE length(name) > 1"
                " UNION ALL SELECT email FROM res_partner WHERE email LIKE '%%@%%'"
                " UNION ALL SELECT login FROM res_users WHERE login LIKE '%%@%%'"
                " UNION ALL SELECT name FROM law_client_alias WHERE length(name) > 1"
                ") known WHERE position(lower(name) in lower(%s)) > 0",
                text,
            )
        )
        names = [name for (name,) in rows if not find(own, name)]
        firm = self.company_id.sudo().name
        names = sorted((n for n in names if n != firm), key=len, reverse=True)
        # An address goes before the names that stand in it.
        patterns = [email_pattern(name) for name in names]
        plain = [name for name in names if "@" not in name]
        patterns += [one for name in plain for one in name_patterns(name)]
        return any_of(patterns)

    def _confirmed_names(self):
        """Return the expressions for the names that the confirmed contacts bear."""
        finds = self.find_ids.filtered(lambda one: one.decision == "this")
        numbers = finds.filtered(lambda one: one.res_model == "res.partner")
        people = finds.filtered(lambda one: one.res_model == "law.client.person")
        partners = self.env["res.partner"].sudo().browse(numbers.mapped("res_id"))
        partners |= (
            self.env["law.client.person"].sudo().browse(people.mapped("res_id"))
        ).partner_id  # the handler confirmed that they are the person
        named = partners.exists().filtered(lambda p: p.name and not p.is_company)
        return [pattern for p in named for pattern in name_patterns(p.name)]

    # === THE FILES ===

    def _given(self):
        """Return [(label, text)] as the person reads it."""
        return [
            (item.label, item.text if item.shown == "show" else BLACK, item.ground)
            for item in self.sudo().item_ids  # approved by two handlers
        ]

    def _write_files(self):
        pdf, _kind = (
            self.env["ir.actions.report"]
            .sudo()
            .with_context(lang=self.lang)
            ._render_qweb_pdf(REPORT, self.ids)
        )
        self.sudo()._stamp(  # nobody reads these but through `_compute_copy`
            {
                "copy_pdf_kept": base64.b64encode(pdf),
                "copy_data_kept": base64.b64encode(self._archive()),
            }
        )

    def _archive(self):
        """Return a ZIP file with the copy as JSON and as CSV."""
        rows = [
            {"data": label, "text": text, "blackened": bool(ground), "ground": ground}
            for label, text, ground in self._given()
        ]
        head = {
            "request": self.name,
            "person": self.person_name,
            "received": str(self.received_on),
            "mark": self.copy_mark,
            "items": rows,
        }
        table = io.StringIO()
        writer = csv.DictWriter(table, ["data", "text", "blackened", "ground"])
        writer.writeheader()
        writer.writerows(rows)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            text = json.dumps(head, ensure_ascii=False, indent=1)
            archive.writestr(f"{self.name}.json", text)
            archive.writestr(f"{self.name}.csv", "\ufeff" + table.getvalue())
        return packed.getvalue()


class LawPrivacyFind(models.Model):
    """What one place says about the person."""

    _inherit = "law.privacy.find"

    def _prepare_item(self):
        """Return the values of the copy's item, None where nothing is said."""
        record = self._record()
        if not record:
            return None
        lang = self.request_id.lang
        record = record.with_context(lang=lang)
        lines = [
            f"{label}: {value}"
            for name in self._names_given(record)
            if (value := self._said(record, name))
            and (label := record._fields[name]._description_string(record.env))
        ]
        if not lines:
            return None
        sure = self.res_model in GIVEN_AT_ONCE
        return {
            "request_id": self.request_id.id,
            "find_id": self.id,
            "label": kind_name(record.env, self.res_model),
            "text": "\n".join(lines),
            "shown": "show" if sure else "open",
            "sequence": self.sequence,
        }

    def _names_given(self, record):
        """Return the names of the fields that say something about the person."""
        names = ITEM_FIELDS.get(self.res_model)
        about_others = self.res_model == "law.client" and record.is_company
        if names and not about_others:
            # Numbers of the organisation at which somebody works are not his or hers.
            works = self.res_model == "res.partner" and record.parent_id
            return [n for n in names if not (works and n in NUMBERS)]
        own = any_of(self.request_id._patterns().values())
        return [n for n in self._texts(record) if find(own, str(record[n] or ""))]

    def _texts(self, record):
        return [
            field.name
            for field in record._fields.values()
            if field.type in GIVEN_TYPES
            and field.store
            and not field.inherited
            and field.name not in NOT_GIVEN
            and not (field.compute and field.readonly)
        ]

    def _said(self, record, name):
        field, value = record._fields[name], record[name]
        if not value:
            return ""
        if field.type == "html":
            return html2plaintext(value).strip()
        if field.type == "selection":
            return dict(field._description_selection(record.env)).get(value, value)
        if field.type == "datetime":
            local = fields.Datetime.context_timestamp(record, value)
            return f"{local:%Y-%m-%d %H:%M}"
        return str(value)
