from odoo.tests import tagged

from ..common import TourCase
from .test_relations import RelationCase


@tagged("post_install", "-at_install", "s20", "s25")
class TestGraphTours(RelationCase, TourCase):
    def start_as(self, user, client, tour):
        user.password = user.login
        self.start_tour(f"/odoo/law.client/{client.id}", tour, login=user.login)

    def test_lawyer_walks_the_graph(self):
        uncle = self.make_contact("Uncle Li", is_company=False)
        mine = self.make_client("Mine Ltd", handling=self.lawyer)
        self.relate(uncle, self.introduced, self.harbour)
        self.relate(self.harbour, self.introduced, self.lighthouse)
        self.relate(self.steel, self.supplies, self.harbour, date_from="2019-01-01")
        self.relate(mine, self.supplies, self.steel)
        self.start_as(self.lawyer, self.harbour, "law_relation_graph_walk")

    def test_manager_adds_the_first_relation(self):
        self.start_as(self.manager, self.lighthouse, "law_relation_add")
        relation = self.Relation.search([("left_id", "=", self.steel.id)])
        self.assertEqual(relation.right_id, self.lighthouse.partner_id)
        self.assertEqual(relation.type_id, self.supplies)
