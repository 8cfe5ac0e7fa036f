from odoo.tests import new_test_user, tagged

from .log_common import LogCase


@tagged("post_install", "-at_install", "s62", "s63")
class TestCodeWatched(LogCase):
    """Code that an administrator writes can read clients: never unnoticed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            "test_admin",
            "base.group_system",
            company_id=cls.company_a.id,
        )

    def told(self):
        """Return to whom notices about code went."""
        self.env.invalidate_all()
        said = self.env["mail.message"].search(
            [("subject", "=", "Code that can read clients was changed")]
        )
        return said.notified_partner_ids.user_ids

    def alerts(self):
        self.env.invalidate_all()
        return self.env["law.access.alert"].search([("measure", "=", "code")])

    def make(self, model, **values):
        with self.reading(self.admin, self.env[model]) as asked:
            return asked.create(values).sudo()

    def action(self, **values):
        return self.make(
            "ir.actions.server",
            **{
                "name": "Count",
                "model_id": self.env.ref("base.model_res_country").id,
                "state": "code",
                "code": "env['law.client'].sudo().search([])",
                **values,
            },
        )

    def test_writing_code_is_logged_and_told(self):
        action = self.action()
        row = self.rows()
        self.assertEqual((row.action, row.user_number), ("code", self.admin.id))
        self.assertEqual((row.model, row.record_ids), (action._name, action.ids))
        self.assertIn(self.partner, self.told())
        self.assertNotIn(self.admin, self.told())
        alert = self.alerts()
        self.assertEqual(alert.activity_ids.user_id, self.auditor)
        self.assertIn("past every wall", alert.reason)
        shown = self.Log.search(
            alert.with_user(self.auditor).action_open_rows()["domain"]
        )
        self.assertEqual(shown, row)
        with self.reading(self.admin, action) as mine:
            mine.write({"code": "log('x')"})
        self.assertEqual(self.rows()[-1].detail, "code")

    def test_running_it_is_logged(self):
        action = self.action()
        before = len(self.rows())
        with self.reading(self.admin, action) as mine:
            mine.run()
        row = self.rows()[before:]
        self.assertEqual((row.action, row.record_ids), ("code", action.ids))
        self.assertEqual(row.detail, "Ran")

    def test_crons_and_templates_count_too(self):
        self.make(
            "ir.cron",
            name="By night",
            model_id=self.env.ref("base.model_res_country").id,
            state="code",
            code="env['law.client'].search([])",
        )
        self.assertEqual(self.rows().model, "ir.actions.server")
        country = self.env.ref("base.model_res_country").id
        contact = self.env.ref("base.model_res_partner").id
        body = "<t t-out=\"object.env['law.client'].sudo().search([])\"/>"
        for values in (
            {"model_id": contact, "body_html": "<p>Hello</p>"},
            {"model_id": country, "body_html": body},
        ):
            before = len(self.rows())
            self.make("mail.template", name="Letter", **values)
            self.assertEqual(self.rows()[before:].model, "mail.template")

    def test_what_reads_no_client_is_nobodys_business(self):
        country = self.env.ref("base.model_res_country").id
        self.make(
            "mail.template", name="Letter", model_id=country, body_html="<p>1</p>"
        )
        self.action(state="object_write", update_path="name", value="x", code=False)
        self.assertFalse(self.rows())
        self.assertFalse(self.alerts())

    def test_what_the_addon_brings_is_not_meant(self):
        shipped = self.env["ir.actions.server"].search(
            [("state", "=", "code"), ("model_id.model", "=like", "law.%")], limit=1
        )
        self.assertTrue(shipped)
        self.assertEqual(shipped.write_uid, self.env.ref("base.user_root"))

    def test_fields_made_on_the_screen_count_too(self):
        self.addCleanup(self.registry.reset_changes)
        made = {
            "model_id": self.env.ref("base.model_res_country").id,
            "state": "manual",
            "store": False,
            "readonly": True,
        }
        compute = "for r in self: r['x_all'] = str(r.env['law.client'].search([]))"
        for values in (
            {"name": "x_all", "ttype": "char", "compute": compute},
            {"name": "x_phone", "ttype": "char", "related": "currency_id.name"},
        ):
            before = len(self.rows())
            field = self.make("ir.model.fields", **made, **values)
            row = self.rows()[before:]
            self.assertEqual((row.action, row.model), ("code", "ir.model.fields"))
            self.assertEqual(row.record_ids, field.ids)
        self.assertIn(self.partner, self.told())
        before = len(self.rows())
        with self.reading(self.admin, field) as mine:
            mine.write({"related": "currency_id.symbol"})
        self.assertEqual(self.rows()[before:].detail, "related")
        before = len(self.rows())
        self.make(
            "ir.model.fields",
            **{**made, "store": True},
            name="x_note",
            ttype="char",
        )
        self.assertFalse(self.rows()[before:])
