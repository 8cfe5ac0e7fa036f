from odoo import Command

from ..protection.wall_common import WallCase


def list_none(engagement):
    """Return no gaps: these tests are about other gates."""
    return []


class EngagementCase(WallCase):
    """The firm, and what its tests of engagements share.

    The conflict check has tests of its own (conflict_common.py); here it never stops
    an engagement.
    """

    checks_conflicts = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.checks_conflicts:
            cls.classPatch(cls.registry["law.engagement"], "_conflict_gaps", list_none)
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
