from odoo import Command

from .engagement_common import EngagementCase


class BusinessCase(EngagementCase):
    """The firm, and what the tests of its business beyond the day share."""

    @classmethod
    def propose(cls, user, client=None, **values):
        """Return a retainer that `user` proposed to a client."""
        return (
            cls.env["law.retainer.proposal"]
            .with_user(user)
            .create(
                {
                    "client_id": (client or cls.harbour).id,
                    "scope": "Standing legal adviser",
                    "service_id": cls.advice.id,
                    "fee_offered": 120000,
                    "hours_offered": 100,
                    **values,
                }
            )
        )

    @classmethod
    def retainer(cls, term_to, **values):
        """Return an open retainer of ``harbour`` that ends on `term_to`."""
        return cls.opened(
            cls.manager,
            is_retainer=True,
            term_from="2026-01-01",
            term_to=term_to,
            hours_included=10,
            **values,
        )

    @classmethod
    def spend(cls, user, engagement, hours, **values):
        """Note hours of `user` on an engagement."""
        return (
            cls.env["law.engagement.cost"]
            .with_user(user)
            .create({"engagement_id": engagement.id, "hours": hours, **values})
        )

    @classmethod
    def served(cls, name, **values):
        """Return an active client that ``lawyer2`` and ``manager2`` serve."""
        team = {"manager": cls.manager2, "handling": cls.lawyer2}
        client = cls.make_client(name, state="active", **team)
        client.write(values)
        return client

    @classmethod
    def alike(cls, *names, service=None):
        """Return clients of the size and industry of ``harbour`` that use a service."""
        industry = cls.env["res.partner.industry"].create({"name": "Shipping"})
        clients = cls.env["law.client"].union(*(cls.served(name) for name in names))
        clients.service_ids = [Command.link((service or cls.advice).id)]
        (clients | cls.harbour).write({"size": "medium", "industry_id": industry.id})
        cls.env.flush_all()
        return clients
