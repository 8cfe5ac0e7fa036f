# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import Command, fields

from ..common import FirmCase


class UpdateCase(FirmCase):
    """The firm, where ``lawyer`` writes update forms and ``manager2`` checks them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["law.client"])
        cls.yesterday = cls.today - timedelta(days=1)
        cls.harbour.write({"phone": "021 5555 0100", "preferred_time": "Mornings"})

    def write_form(self, *proposals, user=None, submit=False, **values):
        """Let `user` (lawyer) write a form with these (topic, values) as its lines."""
        form = (
            self.env["law.client.update"]
            .with_user(user or self.lawyer)
            .create(
                {
                    "client_id": self.harbour.id,
                    "contact_on": self.yesterday,
                    "purpose": "Annual talk",
                    "next_step": "Send an offer for a compliance check",
                    "line_ids": [
                        Command.create({"topic": topic, "proposed": proposed})
                        for topic, proposed in proposals
                    ],
                    **values,
                }
            )
        )
        if submit:
            form.action_submit()
        return form

    def submitted(self, *proposals, **values):
        """Return a submitted form of the lawyer, as ``manager2`` sees it."""
        form = self.write_form(*proposals, submit=True, **values)
        return form.with_user(self.manager2)

    def posted(self, *proposals, **values):
        """Return a form that was accepted as it was, and posted by ``manager2``."""
        form = self.submitted(*proposals, **values)
        form.action_accept_all()
        form.action_post()
        return form
