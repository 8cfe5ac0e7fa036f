from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..client.listed import listed
from .conflict_sides import gravity
from .conflict_sources import SOURCES


class LawConflictHit(models.Model):
    """Whose a name is that was found: which client or engagement, as what, since when.

    The facts are kept as they were, in no language; whoever sees the hit reads them in
    his or her own. Hits that somebody may not see stand together, with their number.
    """

    _inherit = "law.conflict.hit"

    kept_owner = fields.Json(groups=fields.NO_ACCESS)
    owner = fields.Char("Whose It Is", compute="_compute_owner")
    # Other names by which the same was asked for, or found: [[asked, found]].
    kept_also = fields.Json(groups=fields.NO_ACCESS)
    also = fields.Char("Other Names of It", compute="_compute_owner")
    masked_count = fields.Integer(
        "Restricted Alike", compute="_compute_masked_count", aggregator=None
    )

    @api.depends("kept_owner", "kept_also", "masked")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_owner(self):
        for hit in self:
            kept = hit.sudo()  # shown only if the record behind it is readable
            facts = False if hit.masked else kept.kept_owner
            hit.owner = facts and hit._owner_words(kept.kept_source, facts)
            also = [] if hit.masked else kept.kept_also or []
            told = dict.fromkeys(hit._also_words(*pair) for pair in also)
            hit.also = listed(self.env, list(told))

    @api.model
    def _also_words(self, asked, found):
        return self.env._("%(found)s (asked for: %(asked)s)", found=found, asked=asked)

    @api.depends("masked", "check_id.hit_ids")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_masked_count(self):
        groups = self._masked_groups()
        for hit in self:
            hit.masked_count = len(groups.get(hit._masked_key(), ()))

    def _masked_groups(self):
        """Return {key: hits that the user may not see, and that say the same}."""
        masked = self.check_id.hit_ids.filtered("masked")
        return masked.grouped(lambda hit: hit._masked_key())

    def _masked_key(self):
        return self.masked and (self.line_id, self.name)

    def _shown(self):
        """Return what is seen, the gravest first, and one of each that is not."""
        masked = self.filtered("masked")
        first = [group[:1] for group in masked._masked_groups().values()]
        seen = (self - masked).sorted(lambda hit: (gravity(hit.side), -hit.score))
        return seen.union(*first)

    # === FACTS ===

    @api.model
    def _owners(self, rows):
        """Return {(source, record, client): facts} of what was found. In sudo."""
        clients = self.env["law.client"].browse({row[3] for row in rows} - {None})
        clients = {client.id: client for client in clients.exists()}
        owners = {}
        for source in {row[1] for row in rows}:
            ids = {row[2] for row in rows if row[1] == source}
            records = self.env[SOURCES[source].model].browse(ids).exists()
            owners[source] = {record.id: record for record in records}
        facts = {}
        for _id, source, res_id, client_id, *_rest in rows:
            record = owners[source].get(res_id)
            told = self._client_facts(clients.get(client_id))
            if record is not None:
                told |= self._record_facts(source, record, client_id)
            facts[source, res_id, client_id] = told
        return facts

    @api.model
    def _client_facts(self, client):
        if client is None:
            return {}
        since = client.client_since or client.create_date
        return {
            "client": client.display_name,
            "state": client.state,
            "since": fields.Date.to_string(fields.Date.to_date(since)),
        }

    @api.model
    def _record_facts(self, source, record, client_id):
        if source == "party":
            engagement = record.engagement_id
            since = record.date_from or engagement.date_open or record.create_date
            return {
                "engagement": engagement.display_name,
                "engagement_id": engagement.id,
                "stage": engagement.state,
                "role": record.role,
                "since": fields.Date.to_string(fields.Date.to_date(since)),
            }
        if source == "person":
            return {"roles": record.position_ids.filtered("current").mapped("role")}
        if source == "relation":
            inverse = record.left_client_id.id == client_id
            return {"tie": record.type_id.id, "inverse": inverse}
        if source == "lead":
            day = fields.Date.to_string(record.create_date.date())
            return {"lead": record.name, "since": day}
        return {}

    # === IN WORDS ===

    @api.model
    def _owner_words(self, source, facts):
        """Return in the reader's language whose the name is."""
        if source == "party":
            return self._party_words(facts)
        if source == "lead":
            words = self.env._("Opportunity '%(name)s'", name=facts.get("lead"))
            return self._since(words, facts)
        client = facts.get("client")
        if not client:
            return False
        states = dict(
            self.env["law.client"]._fields["state"]._description_selection(self.env)
        )
        state = states.get(facts.get("state"), "")
        words = self.env._("%(client)s (%(state)s client)", client=client, state=state)
        if facts.get("state") == "prospect":
            words = self.env._("%(client)s (prospect)", client=client)
        as_what = self._tie_words(source, facts)
        if as_what:
            words = self.env._("%(role)s: %(client)s", role=as_what, client=words)
        return self._since(words, facts)

    @api.model
    def _party_words(self, facts):
        Party, Engagement = self.env["law.engagement.party"], self.env["law.engagement"]
        roles = dict(Party._fields["role"]._description_selection(self.env))
        stages = dict(Engagement._fields["state"]._description_selection(self.env))
        words = self.env._(
            "%(role)s in %(engagement)s of %(client)s (%(state)s)",
            role=roles.get(facts.get("role"), ""),
            engagement=facts.get("engagement"),
            client=facts.get("client"),
            state=stages.get(facts.get("stage"), ""),
        )
        return self._since(words, facts)

    @api.model
    def _tie_words(self, source, facts):
        """Return as what somebody, or another name, belongs to a client."""
        if source == "alias":
            return self.env._("Other name of")
        if source == "contact":
            return self.env._("Contact of")
        if source == "person":
            Position = self.env["law.client.position"]
            labels = dict(Position._fields["role"]._description_selection(self.env))
            roles = [labels[role] for role in facts.get("roles", []) if role in labels]
            return listed(self.env, roles) or self.env._("Key person of")
        if source == "relation":
            kind = self.env["law.relation.type"].browse(facts.get("tie", 0)).exists()
            return kind and kind._reading(facts.get("inverse"))
        return False

    @api.model
    def _since(self, words, facts):
        day = facts.get("since")
        if not day:
            return words
        day = format_date(self.env, day)
        return self.env._("%(words)s, since %(day)s", words=words, day=day)

    # === ACTIONS ===

    def action_open_found(self):
        """Open the client, engagement or opportunity behind this hit (button).

        :raises AccessError: for whoever may not see it
        :raises UserError: when it is not there any more
        """
        self.ensure_one()
        self.check_access("read")
        if not self._visible():
            raise AccessError(self.name)
        kept = self.sudo()  # which record; opening it asks the user's own rights
        client_id, source = kept.kept_client_id, kept.kept_source
        model, number = "law.client", client_id
        if source == "party":
            party = self.env["law.engagement.party"].browse(kept.kept_res_id).exists()
            model, number = "law.engagement", party.engagement_id.id
        elif source == "lead":
            model, number = "crm.lead", kept.kept_res_id
        if not self.env[model].browse(number).exists():
            raise UserError(self.env._("What was found then is not there any more."))
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": number,
            "views": [[False, "form"]],
        }
