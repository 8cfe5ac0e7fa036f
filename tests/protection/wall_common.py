from ..common import FirmCase


class WallCase(FirmCase):
    """The firm, and what the tests of walls do with it."""

    @classmethod
    def bar(cls, user, client, by=None, **values):
        """Keep `user` from `client`, as the managing partner unless told otherwise."""
        return (
            cls.env["law.barrier"]
            .with_user(by or cls.partner)
            .create(
                {
                    "client_id": client.id,
                    "user_id": user.id,
                    "reason": "Worked for the other side",
                    **values,
                }
            )
        )

    def sees(self, user, client):
        """Return whether `user` reads and finds `client`; both must agree."""
        client = client.with_user(user)
        client.invalidate_recordset()
        role = client.browse().has_access("read")
        found = role and client in client.search([("id", "=", client.id)])
        self.assertEqual(client.has_access("read"), found)
        return found
