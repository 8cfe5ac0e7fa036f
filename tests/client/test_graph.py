from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, users, warmup

from .test_relations import RelationCase


class GraphCase(RelationCase):
    def graph(self, client, user, **options):
        """Return the graph as {name: node} and {(from name, to name): labels}."""
        graph = client.with_user(user).get_relation_graph(**options)
        names = {node["id"]: node["name"] for node in graph["nodes"]}
        links = {}
        for link in graph["links"]:
            ends = (names[link["from"]], names[link["to"]])
            links.setdefault(ends, []).append(link["label"])
        return {node["name"]: node for node in graph["nodes"]}, links


@tagged("post_install", "-at_install", "s20", "s25")
class TestRelationGraph(GraphCase):
    def test_graph_shows_relations_of_both_directions_and_key_people(self):
        self.relate(self.steel, self.supplies, self.harbour)
        self.relate(self.harbour, self.introduced, self.lighthouse)
        nodes, links = self.graph(self.harbour, self.manager)
        self.assertEqual(
            {name: (node["kind"], node["level"]) for name, node in nodes.items()},
            {
                "Harbour Trading Ltd": ("client", 0),
                "Steel Works Ltd": ("company", 1),
                "灯塔科技有限公司": ("prospect", 1),
                "Chen Legal": ("person", 1),
            },
        )
        self.assertEqual(
            links,
            {
                ("Steel Works Ltd", "Harbour Trading Ltd"): ["supplies"],
                ("Harbour Trading Ltd", "灯塔科技有限公司"): ["introduced"],
                ("Harbour Trading Ltd", "Chen Legal"): ["Legal representative"],
            },
        )

    def test_link_says_when_and_how_it_reads(self):
        self.relate(
            self.steel, self.invests, self.harbour, date_from="2019-03-01", share=30
        )
        graph = self.harbour.with_user(self.manager).get_relation_graph(
            include_people=False
        )
        link = graph["links"][0]
        expected = {
            "from": self.steel.id,
            "to": self.harbour.partner_id.id,
            "label": "invests in",
            "inverse_label": "has as investor",
            "category": "ownership",
            "directed": True,
            "date_from": "2019-03-01",
            "date_to": False,
            "ended": False,
            "share": 30,
        }
        self.assertEqual({key: link[key] for key in expected}, expected)

    def test_labels_come_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.supplies.with_context(lang="zh_CN").name = "供应"
        self.relate(self.steel, self.supplies, self.harbour)
        client = self.harbour.with_user(self.manager).with_context(lang="zh_CN")
        links = client.get_relation_graph(include_people=False)["links"]
        self.assertEqual([link["label"] for link in links], ["供应"])

    def test_past_relations_show_when_asked_for(self):
        self.relate(self.steel, self.supplies, self.harbour, date_to="2020-01-01")
        nodes, _links = self.graph(self.harbour, self.manager)
        self.assertNotIn("Steel Works Ltd", nodes)
        nodes, _links = self.graph(self.harbour, self.manager, include_ended=True)
        self.assertIn("Steel Works Ltd", nodes)

    def test_depth_walks_further(self):
        ore = self.make_contact("Ore Ltd")
        self.relate(self.steel, self.supplies, self.harbour)
        self.relate(ore, self.supplies, self.steel)
        self.assertNotIn("Ore Ltd", self.graph(self.harbour, self.manager)[0])
        nodes, _links = self.graph(self.harbour, self.manager, depth=2)
        self.assertEqual(nodes["Ore Ltd"]["level"], 2)

    def test_links_between_neighbours_show(self):
        ore = self.make_contact("Ore Ltd")
        self.relate(self.steel, self.supplies, self.harbour)
        self.relate(ore, self.supplies, self.harbour)
        self.relate(ore, self.competes, self.steel)
        _nodes, links = self.graph(self.harbour, self.manager, depth=2)
        self.assertEqual(links["Ore Ltd", "Steel Works Ltd"], ["competes with"])

    def test_walk_to_a_neighbour_makes_it_the_centre(self):
        ore = self.make_contact("Ore Ltd")
        self.relate(self.steel, self.supplies, self.harbour)
        self.relate(ore, self.supplies, self.steel)
        nodes, _links = self.graph(self.harbour, self.manager, centre_id=self.steel.id)
        levels = {name: node["level"] for name, node in nodes.items()}
        self.assertEqual(
            levels, {"Steel Works Ltd": 0, "Harbour Trading Ltd": 1, "Ore Ltd": 1}
        )

    def test_person_who_serves_two_clients_connects_them(self):
        person = self.make_contact("Wang Both", is_company=False)
        for client in (self.harbour, self.lighthouse):
            self.env["law.client.person"].create(
                {
                    "client_id": client.id,
                    "partner_id": person.id,
                    "position_ids": [(0, 0, {"role": "director"})],
                }
            )
        nodes, _links = self.graph(self.harbour, self.manager, depth=2)
        self.assertEqual(nodes["灯塔科技有限公司"]["level"], 2)

    def test_what_does_not_fit_is_counted(self):
        contacts = self.env["res.partner"].create(
            [{"name": f"Shop {number:03}", "is_company": True} for number in range(100)]
        )
        self.Relation.create(
            [
                {
                    "left_id": self.harbour.partner_id.id,
                    "type_id": self.supplies.id,
                    "right_id": contact.id,
                    "company_id": self.company_a.id,
                    "strength": "1" if number < 50 else "5",
                }
                for number, contact in enumerate(contacts)
            ]
        )
        graph = self.harbour.with_user(self.manager).get_relation_graph(
            include_people=False
        )
        self.assertEqual((len(graph["nodes"]), graph["cut"]), (80, 21))
        names = {node["name"] for node in graph["nodes"]}
        self.assertTrue(set(contacts[50:].mapped("name")) <= names, "strong ones first")

    def test_relations_of_another_company_do_not_show(self):
        ore = self.make_contact("Ore Ltd")
        self.relate(self.steel, self.supplies, self.harbour)
        self.relate(ore, self.supplies, self.steel, company_id=self.company_b.id)
        self.manager.company_ids += self.company_b
        nodes, _links = self.graph(self.harbour, self.manager, depth=2)
        self.assertNotIn("Ore Ltd", nodes)


@tagged("post_install", "-at_install", "s20", "s25")
class TestRelationGraphAccess(GraphCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.relate(cls.steel, cls.supplies, cls.harbour)
        cls.relate(cls.harbour, cls.invests, cls.lighthouse)
        cls.relate(cls.steel, cls.supplies, cls.lighthouse)

    def test_client_whom_the_lawyer_may_not_see_has_no_name(self):
        graph = self.harbour.with_user(self.lawyer).get_relation_graph(depth=3)
        self.assertNotIn("灯塔", str(graph))
        self.assertNotIn("invests", str(graph))
        ids = {node["id"] for node in graph["nodes"]}
        self.assertNotIn(self.lighthouse.partner_id.id, ids)
        hidden = {node["name"]: node["hidden"] for node in graph["nodes"]}
        self.assertEqual(
            hidden, {"Harbour Trading Ltd": 1, "Steel Works Ltd": 0, "Chen Legal": 0}
        )

    def test_manager_sees_everybody_and_nothing_is_hidden(self):
        graph = self.harbour.with_user(self.manager).get_relation_graph(depth=2)
        self.assertEqual({node["hidden"] for node in graph["nodes"]}, {0})
        self.assertEqual(len(graph["nodes"]), 4)

    def test_lawyer_does_not_stand_on_a_client_of_others(self):
        harbour = self.harbour.with_user(self.lawyer)
        for centre in (self.lighthouse.partner_id, self.foreign.partner_id):
            with self.assertRaisesRegex(
                AccessError, "Ask the client manager"
            ) as caught:
                harbour.get_relation_graph(centre_id=centre.id)
            self.assertNotIn(centre.name, str(caught.exception))

    def test_contact_that_does_not_exist_is_refused_alike(self):
        gone = self.make_contact("Gone Ltd")
        gone_id = gone.id
        gone.unlink()
        with self.assertRefused(AccessError, "Ask the client manager"):
            self.harbour.with_user(self.lawyer).get_relation_graph(centre_id=gone_id)

    def test_what_is_no_number_is_refused_in_words(self):
        harbour = self.harbour.with_user(self.lawyer)
        for call in (
            lambda: harbour.get_relation_graph("x"),
            lambda: harbour.get_relation_graph([1]),
            lambda: harbour.get_relation_graph(1, centre_id="a"),
            lambda: harbour.get_relation_graph(1, centre_id=True),
            lambda: harbour.find_chain("a"),
            lambda: harbour.find_chain(2**40),
        ):
            with self.assertRefused(UserError, "Choose a contact"):
                call()
        for call in (
            lambda: harbour.browse().get_introductions(),
            lambda: harbour.browse().get_relation_graph(),
            lambda: (self.harbour | self.lighthouse).find_chain(1),
        ):
            with self.assertRefused(UserError, "Choose one client"):
                call()

    @users("test_outsider", "test_auditor", "test_committee", "test_marketing")
    def test_others_get_no_graph(self):
        client = self.harbour.with_user(self.env.user)
        for call in (
            client.get_relation_graph,
            client.get_introductions,
            lambda: client.find_chain(self.steel.id),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_manager_of_another_company_gets_no_graph(self):
        with self.assertRaises(AccessError):
            self.harbour.with_user(self.manager_b).get_relation_graph()

    def test_archived_client_is_hidden_too(self):
        self.lighthouse.active = False
        graph = self.harbour.with_user(self.lawyer).get_relation_graph(depth=2)
        self.assertNotIn("灯塔", str(graph))


@tagged("post_install", "-at_install", "s25")
class TestRelationChain(GraphCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.make_contact("Bank Ltd")
        cls.relate(cls.harbour, cls.supplies, cls.steel)
        cls.relate(cls.bank, cls.invests, cls.steel)
        cls.relate(cls.bank, cls.invests, cls.lighthouse)

    def chain(self, client, user, target):
        found = client.with_user(user).find_chain(target.id)
        return [node["name"] for node in found["nodes"]], found["links"]

    def test_chain_between_two_clients(self):
        names, links = self.chain(
            self.harbour, self.manager, self.lighthouse.partner_id
        )
        self.assertEqual(
            names,
            ["Harbour Trading Ltd", "Steel Works Ltd", "Bank Ltd", "灯塔科技有限公司"],
        )
        self.assertEqual(
            [link["label"] for link in links], ["supplies", "invests in", "invests in"]
        )

    def test_shortest_chain_is_found(self):
        self.relate(self.steel, self.competes, self.lighthouse)
        names, _links = self.chain(
            self.harbour, self.manager, self.lighthouse.partner_id
        )
        self.assertEqual(len(names), 3)

    def test_no_chain_is_an_empty_one(self):
        names, links = self.chain(
            self.harbour, self.manager, self.make_contact("Stranger Ltd")
        )
        self.assertEqual((names, links), ([], []))

    def test_chain_to_oneself_is_oneself(self):
        names, links = self.chain(self.harbour, self.manager, self.harbour.partner_id)
        self.assertEqual((names, links), (["Harbour Trading Ltd"], []))

    def test_lawyer_finds_no_chain_to_a_client_of_others(self):
        with self.assertRefused(AccessError, "Ask the client manager"):
            self.chain(self.harbour, self.lawyer, self.lighthouse.partner_id)

    def test_chain_does_not_lead_through_a_client_of_others(self):
        ore = self.make_contact("Ore Ltd")
        self.relate(self.harbour, self.supplies, self.lighthouse)
        self.relate(self.lighthouse, self.supplies, ore)
        self.assertEqual(self.chain(self.harbour, self.lawyer, ore), ([], []))
        self.assertEqual(len(self.chain(self.harbour, self.manager, ore)[0]), 3)


@tagged("post_install", "-at_install", "s25")
class TestIntroductions(GraphCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.uncle = cls.make_contact("Uncle Li", is_company=False)
        cls.relate(cls.uncle, cls.introduced, cls.steel)
        cls.relate(cls.steel, cls.introduced, cls.harbour)
        cls.relate(cls.harbour, cls.introduced, cls.lighthouse)
        cls.branch = cls.make_client("Branch Ltd", handling=cls.lawyer)
        cls.relate(cls.lighthouse, cls.introduced, cls.branch)

    def names(self, client, user):
        found = client.with_user(user).get_introductions()
        return (
            [node["name"] for node in found["came_through"]],
            [node["name"] for node in found["brought"]],
        )

    def test_chain_from_the_first_introducer_to_the_last_introduced(self):
        self.assertEqual(
            self.names(self.harbour, self.manager),
            (["Uncle Li", "Steel Works Ltd"], ["灯塔科技有限公司", "Branch Ltd"]),
        )

    def test_brought_names_by_whom(self):
        brought = self.harbour.with_user(self.manager).get_introductions()["brought"]
        self.assertEqual(
            [node["by"] for node in brought],
            [self.harbour.partner_id.id, self.lighthouse.partner_id.id],
        )

    def test_whoever_was_introduced_twice_shows_once(self):
        self.relate(self.harbour, self.introduced, self.branch)
        _came, brought = self.names(self.harbour, self.manager)
        self.assertEqual(sorted(brought), ["Branch Ltd", "灯塔科技有限公司"])

    def test_chain_ends_where_the_lawyer_may_not_see(self):
        masked = self.lighthouse.with_user(self.lawyer)._hidden_label()
        self.assertEqual(
            self.names(self.harbour, self.lawyer),
            (["Uncle Li", "Steel Works Ltd"], [masked]),
        )
        self.assertEqual(self.names(self.branch, self.lawyer), ([masked], []))

    def test_ended_introduction_still_counts(self):
        self.Relation.search([("left_id", "=", self.uncle.id)]).date_to = "2020-01-01"
        self.assertEqual(
            self.names(self.harbour, self.manager)[0], ["Uncle Li", "Steel Works Ltd"]
        )

    def test_circle_on_record_ends_the_walk(self):
        self.env.cr.execute(
            "UPDATE law_relation SET left_id = %s WHERE left_id = %s",
            [self.lighthouse.partner_id.id, self.uncle.id],
        )
        self.env.invalidate_all()
        came, _brought = self.names(self.harbour, self.manager)
        self.assertEqual(came, ["灯塔科技有限公司", "Steel Works Ltd"])


@tagged("post_install", "-at_install", "s25")
class TestRelationGraphQueries(GraphCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.relate_crowd(10)
        cls.client = cls.harbour.with_user(cls.manager)

    @classmethod
    def relate_crowd(cls, count):
        """Put `count` companies around the client, each with two more behind it."""
        contacts = cls.env["res.partner"].create(
            [{"name": f"Crowd {number}"} for number in range(3 * count)]
        )
        near, far = contacts[:count], contacts[count:]
        ends = [(cls.harbour.partner_id, partner) for partner in near]
        ends += [(near[i // 2], partner) for i, partner in enumerate(far)]
        cls.Relation.create(
            [
                {
                    "left_id": left.id,
                    "type_id": cls.supplies.id,
                    "right_id": right.id,
                    "company_id": cls.company_a.id,
                }
                for left, right in ends
            ]
        )

    def queries(self):
        self.forget()
        before = self.cr.sql_log_count
        graph = self.client.get_relation_graph(depth=2)
        return self.cr.sql_log_count - before, len(graph["nodes"])

    @warmup
    def test_number_of_queries_does_not_grow_with_the_graph(self):
        self.queries()
        few, _nodes = self.queries()
        self.relate_crowd(10)
        many, nodes = self.queries()
        self.assertEqual(nodes, 62)
        self.assertEqual(many, few)
        with self.assertQueryCount(31):
            self.queries()
