from odoo import Command

from ..protection.wall_common import WallCase


class EngagementCase(WallCase):
    """The firm, and what its tests of engagements share."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.advice = cls.env["law.service"].create({"name": "Advice on contracts"})

    @classmethod
    def draft(cls, user, client=None, **values):
        """Return a draft of `user` that lacks nothing for being opened."""
        return (
            cls.env["law.engagement"]
            .with_user(user)
            .create(
                {
                    "name": "Supply contract",
                    "client_id": (client or cls.harbour).id,
                    "service_id": cls.advice.id,
                    "lead_id": cls.lawyer.id,
                    "source": "word_of_mouth",
                    "party_ids": [Command.create({"name": "Steel Works Ltd"})],
                    **values,
                }
            )
        )

    @classmethod
    def opened(cls, user, client=None, **values):
        """Return an open engagement that `user` drafted and opened."""
        engagement = cls.draft(user, client, **values)
        engagement.action_open()
        return engagement
