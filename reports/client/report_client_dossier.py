from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...models.client.listed import listed

REPORT = "law_firm_client.report_client_dossier"


class ReportClientDossier(models.AbstractModel):
    """The client dossier (客户档案): a client made known to who never met it (S8).

    It is read with the rights of who prints it, never more. Each kind of record is
    read once for all clients of the print, so that a client with forty people costs no
    more queries than one with two. A higher room adds a section: a name in
    `_dossier_sections`, a method `_dossier_<name>`, a template `dossier_<name>`.
    """

    _name = "report.law_firm_client.report_client_dossier"
    _inherit = "law.report.words"
    _description = "Client Dossier"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the page needs.

        :raises AccessError: unless the reader may read each of the clients
        """
        client_ids = docids or (data or {}).get("client_ids")
        if not client_ids:
            raise UserError(self.env._("Choose the clients whose dossier you want."))
        reader, clients, frame = self._printed("law.client", client_ids)
        return {
            **frame,
            "dossiers": reader._dossiers(clients),
            "listed": lambda names: listed(reader.env, names),
            "sections": self._dossier_sections(),
        }

    @api.model
    def _dossier_sections(self):
        """Return the names of the sections in the order in which they are printed."""
        return [
            "glance",
            "indicators",
            "habits",
            "people",
            "owners",
            "relations",
            "traits",
            "needs",
            "steps",
            "cooperation",
            "standings",
            "card",
            "team",
            "origin",
        ]

    @api.model
    def _dossier_titles(self):
        """Return {section: title} of the sections that are named when empty."""
        return {
            "indicators": self.env._("Indicators"),
            "habits": self.env._("Habits and taboos"),
            "people": self.env._("Key people"),
            "owners": self.env._("Owners"),
            "relations": self.env._("Relations"),
            "traits": self.env._("Characteristics and business situation"),
            "needs": self.env._("Needs"),
            "steps": self.env._("Next steps"),
            "cooperation": self.env._("Cooperation history"),
        }

    @api.model
    def _dossiers(self, clients):
        """Return one dict a client: {section: what it prints, "empty": titles}."""
        records = self._dossier_records(clients)
        titles = self._dossier_titles()
        dossiers = []
        for client in clients:
            of_client = {
                model: groups.get(client, self.env[model])
                for model, groups in records.items()
            }
            dossier = {
                name: getattr(self, f"_dossier_{name}")(client, of_client)
                for name in self._dossier_sections()
            }
            dossier["client"] = client
            dossier["cover"] = self._dossier_cover(client, of_client)
            dossier["empty"] = [
                title for name, title in titles.items() if not dossier[name]
            ]
            dossiers.append(dossier)
        return dossiers

    @api.model
    def _dossier_domains(self, clients):
        """Return {model: domain} of the records that belong to the clients."""
        among = Domain("client_id", "in", clients.ids)
        return {
            "law.client.person": among,
            "law.client.position": among,
            "law.person.fact": among
            & Domain("expired", "=", False)
            & Domain("review_on", ">=", "today"),
            "law.client.standing": among,
            "law.relation.end": among,
            "law.need": among,
            "law.client.event": among,
            "law.client.block": among,
            "law.client.member": among,
            "law.client.alias": among,
        }

    @api.model
    def _dossier_records(self, clients):
        """Return {model: {client: records}}, each model read once."""
        records = {
            model: self.env[model].search(domain).grouped("client_id")
            for model, domain in self._dossier_domains(clients).items()
        }
        records["mail.activity"] = self._activities(clients, records["law.need"])
        return records

    @api.model
    def _activities(self, clients, needs):
        """Return {client: activities} planned for the clients and for their needs."""
        owner = {("law.client", client.id): client for client in clients}
        for client, of_client in needs.items():
            owner.update({("law.need", need.id): client for need in of_client})
        activities = self.env["mail.activity"].search(
            Domain.OR(
                Domain("res_model", "=", model)
                & Domain("res_id", "in", [key[1] for key in owner if key[0] == model])
                for model in ("law.client", "law.need")
            ),
            order="date_deadline, id",
        )
        return activities.grouped(lambda a: owner[a.res_model, a.res_id])

    # === FIRST PAGE ===

    @api.model
    def _dossier_cover(self, client, records):
        """Return who the client is, what state it is in, and what is at risk."""
        aliases = records["law.client.alias"]
        return {
            "key": client.priority == "1",
            "state": self._choice(client, "state"),
            "since": self._word(client, "state_since"),
            "aliases": listed(self.env, aliases.mapped("name")),
            "reason": client.state in ("dormant", "former")
            and {
                "text": client.state_reason_id.name,
                "note": client.state_note,
            },
            "risk": client.at_risk
            and {
                "text": client.risk_reason_id.name,
                "since": self._word(client, "risk_since"),
                "note": client.risk_note,
            },
            "identity": self._identity(client, records),
            "serve": self._serve(client, records),
            "reach": self._reach(client),
            "unreachable": not (client.phone or client.email or client.street),
        }

    @api.model
    def _identity(self, client, records):
        """Return the rows that identify the client in the registry."""
        legal = records["law.client.position"].filtered(
            lambda p: p.role == "legal_representative" and p.current
        )
        rows = self._rows(
            client,
            (
                "company_registry",
                "vat",
                "industry_id",
                "registered_on",
                "registered_capital",
                "size",
                "employee_count",
            ),
            {"company_registry": self.env._("Registration number")},
        )
        if legal:
            names = listed(self.env, legal.person_id.mapped("name"))
            rows.insert(0, (self._choice(legal[0], "role"), names))
        return rows

    @api.model
    def _serve(self, client, records):
        """Return who serves the client today."""
        lawyers = records["law.client.member"].filtered("current")._lawyers()
        others = lawyers - client.liaison_id
        rows = self._rows(client, ("manager_id", "liaison_id"))
        if others:
            label = self._label("law.client", "handling_user_ids")
            rows.append((label, listed(self.env, others.mapped("name"))))
        return {"rows": rows, "one_lawyer": len(lawyers) == 1}

    @api.model
    def _reach(self, client):
        """Return how to get in touch, the way the client likes it."""
        rows = self._rows(client, ("phone", "email", "website"))
        address = client.partner_id._display_address(without_company=True)
        lines = [line for line in address.splitlines() if line.strip()]
        if lines:
            rows.append((self.env._("Address"), ", ".join(lines)))
        return rows + self._rows(
            client,
            (
                "preferred_channel",
                "preferred_time",
                "lang",
                "report_format",
                "decision_maker_id",
            ),
        )

    @api.model
    def _dossier_glance(self, client, records):
        """Return the few figures that a reader takes in at once."""
        needs = records["law.need"].filtered(lambda need: need.state == "open")
        steps = records["mail.activity"]
        figures = [
            (self._label("law.client", name), self._word(client, name))
            for name in ("client_since", "last_contact_on")
        ] + [
            (self.env._("Next step"), self._word(steps[:1], "date_deadline")),
            (self.env._("Open needs"), str(len(needs))),
            (self.env._("Card complete"), self._percent(round(client.completeness))),
        ]
        if client.fit_reason:  # the firm has a profile to fit to
            figures.append(
                (self.env._("Fit to the firm"), self._percent(round(client.fit_score)))
            )
        return figures

    @api.model
    def _dossier_habits(self, client, records):
        """Return what to do and what not to do with this client."""
        return self._texts(client, ("taboo_topics", "habits"))
