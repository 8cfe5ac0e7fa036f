# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import tagged

from ...models.client.law_client_update_topic import TOPIC_BLOCKS
from .update_paper_common import BLANK, UpdatePaperCase


@tagged("post_install", "-at_install", "s18", "s53")
class TestBlankUpdateForm(UpdatePaperCase):
    def sheet(self, client, user=None):
        """Return what the blank form for one client, or for none, is printed from."""
        [sheet] = self.values(user or self.lawyer, BLANK, client)["sheets"]
        return sheet

    def new_sheet(self):
        return self.sheet(self.env["law.client"])

    def rows(self, sheet):
        """Return {label: row} of the fields of the card."""
        return {
            row["label"]: row for block in sheet["blocks"] for row in block["fields"]
        }

    def tables(self, sheet):
        """Return {label: table} of the topics of several values."""
        return {
            table["label"]: table
            for block in sheet["blocks"]
            for table in block["tables"]
        }

    def test_every_topic_of_the_screen_stands_in_its_block(self):
        topics = self.env["law.client.update.line"]._selection_topic()
        blocks = dict(
            self.env["law.client.update.line"]
            ._fields["block"]
            ._description_selection(self.env)
        )
        for client in (self.env["law.client"], self.harbour):
            sheet = self.sheet(client)
            printed = {
                part["label"]: block["title"]
                for block in sheet["blocks"]
                for part in (*block["fields"], *block["tables"])
            }
            expected = {label: blocks[TOPIC_BLOCKS[topic]] for topic, label in topics}
            self.assertEqual(printed, expected)
            page = self.blank(self.lawyer, client)
            for label in expected:
                self.assertIn(label, page)

    def test_topic_that_is_added_to_the_model_is_printed(self):
        Line = self.env.registry["law.client.update.line"]
        topics = self.env["law.client.update.line"]._selection_topic()
        short = [(key, label) for key, label in topics if key != "zip"]
        self.patch(Line, "_selection_topic", lambda self: short)
        self.assertNotIn("Zip", self.rows(self.new_sheet()))
        self.patch(Line, "_selection_topic", lambda self: topics)
        self.assertIn("Zip", self.rows(self.new_sheet()))

    def test_sheet_for_a_client_names_it_and_what_the_card_says(self):
        page = self.blank(self.lawyer, self.harbour)
        told = [
            "Client update form",
            "Harbour Trading Ltd",
            f"Client Number {self.harbour.code}",
            "Client Manager Manager",
            f"Printed on {self.today:%m/%d/%Y}",
            "Day and time of contact",
            "Client manager's visit",
            "Purpose",
            "Next step",
            "Phone 021 5555 0100",
            "Preferred Time Mornings",
            "I went through the rest of the touched blocks",
            "Lawyer",
        ]
        places = [page.find(text) for text in told[:-1]]
        self.assertNotIn(-1, places, f"Missing: {told[places.index(min(places))]}")
        self.assertEqual(sorted(places), places)
        self.assertNotIn("The client is", page)

    def test_sheet_for_a_new_client_holds_no_value_of_any_card(self):
        page = self.blank(self.lawyer, self.env["law.client"])
        self.assertIn("New client", page)
        self.assertIn("an organisation", page)
        rows = self.rows(self.new_sheet())
        for label, row in rows.items():
            self.assertEqual(row["rows"], [("",)], label)

    def test_choices_are_boxes_to_tick(self):
        rows = self.rows(self.new_sheet())
        self.assertEqual(rows["Size"]["boxes"], ["Micro", "Small", "Medium", "Large"])
        services = self.env["law.service"].search([]).mapped("display_name")
        self.assertEqual(rows["Services Used"]["boxes"], services)
        self.assertEqual(rows["Phone"]["boxes"], [])
        self.assertEqual(rows["Country"]["boxes"], [], "Too many to print.")

    def test_each_kind_of_judgement_has_its_row(self):
        table = self.tables(self.new_sheet())["Standing"]
        kinds = self.env["law.client.standing"]._fields["kind"].selection
        self.assertEqual(
            [row[0]["given"] for row in table["rows"]], [label for _key, label in kinds]
        )
        self.assertEqual(len(table["rows"][0][1]["boxes"]), 5)

    def test_people_of_the_client_stand_in_the_tables_about_them(self):
        person = self.harbour.person_ids
        person.phone = "021 5555 0123"
        self.make_position(person, "owner", date_to="2020-01-01")
        tables = self.tables(self.sheet(self.harbour))
        contact = tables["Key person: phone, e-mail"]["rows"]
        self.assertEqual(
            [[cell["given"] for cell in row] for row in contact],
            [["Chen Legal", "021 5555 0123", ""]],
        )
        ends = tables["Key person: end of a position"]["rows"]
        self.assertEqual(
            [[cell["given"] for cell in row] for row in ends],
            [["Chen Legal", "Legal representative", ""]],
        )
        new = tables["Key person: new"]["rows"]
        self.assertFalse(any(cell["given"] for row in new for cell in row))
        self.assertEqual(
            self.rows(self.sheet(self.harbour))["Who Decides"]["boxes"], ["Chen Legal"]
        )

    def make_position(self, person, role, **values):
        self.env["law.client.position"].create(
            {"person_id": person.id, "role": role, **values}
        )

    def test_nothing_confidential_lies_on_the_table_of_the_client(self):
        self.harbour.write(
            {
                "taboo_topics": "the old quarrel",
                "habits": "comes late himself",
                "features": "haggles over fees",
            }
        )
        self.env["law.client.standing"].create(
            {
                "client_id": self.harbour.id,
                "kind": "credit",
                "rating": "1",
                "note": "pays late",
            }
        )
        for tier in ("team", "manager", "partner"):
            self.env["law.person.fact"].create(
                {
                    "person_id": self.harbour.person_ids.id,
                    "kind": "hobby",
                    "value": f"known to {tier}",
                    "purpose": "choice of gift",
                    "tier": tier,
                }
            )
        for user in (self.lawyer, self.manager, self.head, self.partner):
            page = self.blank(user, self.harbour)
            for secret in ("quarrel", "comes late", "haggles", "pays late", "known to"):
                self.assertNotIn(secret, page)
            self.assertIn("Taboo Topics (see the card)", page)

    def test_long_values_come_in_pieces(self):
        self.harbour.philosophy = "字" * 2000
        rows = self.rows(self.sheet(self.harbour))["Business Philosophy"]["rows"]
        self.assertEqual("".join(text for [text] in rows), "字" * 2000)
        self.assertLess(max(len(text) for [text] in rows), 200)

    def test_many_sheets_cost_no_more_queries_than_one(self):
        clients = self.env["law.client"]
        country = self.env.ref("base.cn")
        services = self.env["law.service"].search([], limit=2)
        for number in range(6):
            client = self.make_client(f"Many {number} Ltd", manager=self.manager)
            person = self.make_person(client, f"Chen {number}", "owner")
            client.write(
                {
                    "country_id": country.id,
                    "service_ids": [(6, 0, services.ids)],
                    "decision_maker_id": person.id,
                }
            )
            clients |= client
        self.blank(self.manager, clients)  # fills what is cached beyond records
        one = self.count_queries(self.manager, BLANK, clients[:1])
        self.assertEqual(self.count_queries(self.manager, BLANK, clients), one)
