from odoo import models
from odoo.tools import SQL

from ...tools.names import similarity

BATCH = 2000
# What equal keys say by themselves; a name is compared in full besides.
SCORES = {"registration": 100.0, "email": 90.0, "phone": 85.0}
# From this likeness on, a name is worth a look; from that one, a row is left out
# unless somebody decides otherwise.
SIMILAR, SURE = 88.0, 90.0
# Equal names with different registration numbers are rather two companies.
OTHER_NUMBER = 80.0
TRIGRAM_THRESHOLD = 0.5


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    def _steps_comparing(self):
        """Find each row's duplicate, in the file and in the database."""
        # The planner knows nothing of rows that were just written, and plans badly.
        self.env.flush_all()
        self.env.cr.execute(SQL("ANALYZE law_client_import_row"))
        self._name_people_targets()
        cards = [("import_id", "=", self.id), ("kind", "=", "card")]
        ids = self.env["law.client.import.row"].search(cards, order="id").ids
        self._stamp({"progress_done": 0, "progress_total": 2 * len(ids)})
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            self._keep_best(self._equal_keys(batch))
            yield len(batch)
        yield from self._steps_comparing_names(ids)

    # === EQUAL KEYS ===

    def _equal_keys(self, row_ids):
        """Return the candidates that share a key with these rows.

        SQL: one statement joins the batch with the file and with all clients of the
        company by each of the four keys; the ORM would ask row by row.
        """
        self.env.flush_all()
        return self.env.execute_query(
            SQL(" UNION ALL ").join(
                [
                    *(self._equal_in_file(key, row_ids) for key in SCORES),
                    self._equal_in_file("name", row_ids),
                    self._equal_client("registration", row_ids),
                    self._equal_client("name", row_ids),
                    self._equal_client("email", row_ids),
                    self._equal_client("phone", row_ids),
                    self._equal_alias(row_ids),
                ]
            )
        )

    def _equal_in_file(self, kind, row_ids):
        """Return SQL for the first good row of the file with the same key."""
        key = SQL.identifier(f"{kind}_key")
        return SQL(
            """
            SELECT r.id, %(kind)s, o.id, NULL::int, r.name, o.name,
                   r.registration_key, o.registration_key
              FROM law_client_import_row r
              JOIN LATERAL (
                       SELECT o.id, o.name, o.registration_key
                         FROM law_client_import_row o
                        WHERE o.import_id = r.import_id AND o.kind = 'card'
                          AND o.%(key)s = r.%(key)s
                     ORDER BY o.has_error, o.sheet, o.number
                        LIMIT 1) o ON o.id <> r.id
             WHERE r.id IN %(ids)s AND r.%(key)s <> ''
            """,
            kind=kind,
            key=key,
            ids=tuple(row_ids),
        )

    def _equal_client(self, kind, row_ids, among=None):
        """Return SQL for the oldest client of the company with the same key.

        :param among: SQL for the clients that count, by default the settled ones
        """
        key = {
            "registration": SQL("c.registration_key"),
            "name": SQL("c.name_key"),
            "email": SQL("p.email_normalized"),
            "phone": SQL("p.phone_sanitized"),
        }[kind]
        return SQL(
            """
            SELECT r.id, %(kind)s, NULL::int, c.id, r.name, c.name,
                   r.registration_key, c.registration_key
              FROM law_client_import_row r
              JOIN LATERAL (
                       SELECT c.id, p.name, c.registration_key
                         FROM law_client c JOIN res_partner p ON p.id = c.partner_id
                        WHERE c.company_id = %(company)s AND %(key)s = r.%(row_key)s
                          AND %(settled)s
                     ORDER BY c.id
                        LIMIT 1) c ON TRUE
             WHERE r.id IN %(ids)s AND r.%(row_key)s <> ''
            """,
            kind=kind,
            company=self.company_id.id,
            key=key,
            row_key=SQL.identifier(f"{kind}_key"),
            settled=among or self._settled(),
            ids=tuple(row_ids),
        )

    def _equal_alias(self, row_ids):
        """Return SQL for a client known under the name by another name."""
        return SQL(
            """
            SELECT r.id, 'name', NULL::int, c.id, r.name, a.name,
                   r.registration_key, c.registration_key
              FROM law_client_import_row r
              JOIN law_client_alias a ON a.name_key = r.name_key
              JOIN law_client c ON c.id = a.client_id
             WHERE r.id IN %(ids)s AND r.name_key <> ''
               AND c.company_id = %(company)s AND %(settled)s
            """,
            company=self.company_id.id,
            settled=self._settled(),
            ids=tuple(row_ids),
        )

    def _settled(self):
        """Return SQL that leaves out clients which an import has not published yet."""
        return SQL(
            "(c.import_id IS NULL OR c.active IS TRUE OR NOT EXISTS (SELECT 1"
            " FROM law_client_import i WHERE i.id = c.import_id"
            " AND i.state IN ('importing', 'undoing')))"
        )

    # === SIMILAR NAMES ===

    def _steps_comparing_names(self, ids):
        """Compare names by trigrams; only where the database can do it in Chinese."""
        self._stamp({"names_compared": self._trigrams_work()})
        if not self.names_compared:
            return
        self._gather_names()
        try:
            for start in range(0, len(ids), BATCH):
                batch = ids[start : start + BATCH]
                self._keep_best(self._similar_names(batch))
                yield len(batch)
        finally:
            self.env.cr.execute(SQL("DROP TABLE IF EXISTS law_import_name"))

    def _trigrams_work(self):
        """Say whether pg_trgm is there and sees Chinese characters.

        With LC_CTYPE C it finds none in them, and no similarity, without an error.
        """
        if not self.env.registry.has_trigram:
            return False
        ((works,),) = self.env.execute_query(
            SQL("SELECT show_trgm('华为技术') <> '{}'")
        )
        return works

    def _gather_names(self):
        """Gather the names of the file and of the clients under a trigram index.

        SQL: a table of this session only, gone when the comparing is done.
        """
        self.env.flush_all()
        cr = self.env.cr
        cr.execute(SQL("DROP TABLE IF EXISTS law_import_name"))
        cr.execute(
            SQL(
                """
                CREATE TEMP TABLE law_import_name AS
                SELECT r.id AS row_id, NULL::int AS client_id, r.name, r.name_key,
                       r.registration_key
                  FROM law_client_import_row r
                 WHERE r.import_id = %(import_id)s AND r.kind = 'card'
                   AND r.has_error IS NOT TRUE AND r.name_key <> ''
                UNION ALL
                SELECT NULL, c.id, p.name, c.name_key, c.registration_key
                  FROM law_client c JOIN res_partner p ON p.id = c.partner_id
                 WHERE c.company_id = %(company)s AND c.name_key <> '' AND %(settled)s
                UNION ALL
                SELECT NULL, c.id, a.name, a.name_key, c.registration_key
                  FROM law_client_alias a JOIN law_client c ON c.id = a.client_id
                 WHERE c.company_id = %(company)s AND a.name_key <> '' AND %(settled)s
                """,
                import_id=self.id,
                company=self.company_id.id,
                settled=self._settled(),
            )
        )
        cr.execute(
            SQL("CREATE INDEX ON law_import_name USING gin (name_key gin_trgm_ops)")
        )
        cr.execute(SQL("ANALYZE law_import_name"))

    def _similar_names(self, row_ids):
        """Return the candidates with a name alike, for rows without a duplicate."""
        self.env.cr.execute(
            SQL("SET LOCAL pg_trgm.similarity_threshold = %s", TRIGRAM_THRESHOLD)
        )
        found = self.env.execute_query(
            SQL(
                """
                SELECT r.id, 'similar', n.row_id, n.client_id, r.name, n.name,
                       r.registration_key, n.registration_key
                  FROM law_client_import_row r
                  JOIN law_import_name n ON n.name_key %% r.name_key
                 WHERE r.id IN %(ids)s AND r.match_kind IS NULL
                   AND r.has_error IS NOT TRUE
                   AND (n.row_id IS NULL OR n.row_id < r.id)
                   AND (n.registration_key IS NULL OR n.registration_key = ''
                        OR r.registration_key IS NULL OR r.registration_key = '')
                """,
                ids=tuple(row_ids),
            )
        )
        return found

    # === THE BEST OF THEM ===

    def _keep_best(self, candidates):
        """Store the best candidate of each row, and decide by how sure it is."""
        best = {}
        for row_id, kind, other_id, client_id, *names_and_numbers in candidates:
            score = self._score(kind, *names_and_numbers)
            if kind == "similar" and score < SIMILAR:
                continue
            rank = (score, client_id is not None)
            if row_id not in best or rank > best[row_id][0]:
                best[row_id] = (rank, kind, other_id, client_id)
        if not best:
            return
        decisions = self._first_decisions({key: b[0][0] for key, b in best.items()})
        # SQL: one statement for the batch; the rows are this import's own.
        self.env.cr.execute(
            SQL(
                """
                UPDATE law_client_import_row r
                   SET match_kind = v.kind, match_score = v.score,
                       match_row_id = v.row_id, match_client_id = v.client_id,
                       decision = v.decision
                  FROM (VALUES %s) AS v (id, kind, score, row_id, client_id, decision)
                 WHERE r.id = v.id
                """,
                SQL(", ").join(
                    SQL(
                        "(%s, %s, %s::float, %s::int, %s::int, %s)",
                        row_id,
                        kind,
                        rank[0],
                        other_id,
                        client_id,
                        decisions[row_id],
                    )
                    for row_id, (rank, kind, other_id, client_id) in best.items()
                ),
            )
        )
        self.env.invalidate_all()

    def _score(self, kind, name, other_name, number, other_number):
        """Return how sure it is that two cards are of one client, up to 100."""
        if kind in SCORES:
            return SCORES[kind]
        score = similarity(name or "", other_name or "")
        if number and other_number and number != other_number:
            return min(score, OTHER_NUMBER)
        return score

    def _first_decisions(self, scores):
        """Return what is proposed for each duplicate, until somebody decides.

        An address card of somebody at a known organisation adds the person to it.

        :param scores: {row id: how sure the duplicate is}
        """
        certain = "update" if self._is_address_book() else "skip"
        return {
            row_id: certain if score >= SURE else "create"
            for row_id, score in scores.items()
        }

    def _is_address_book(self):
        return (self.filename or "").lower().endswith((".vcf", ".vcard"))
