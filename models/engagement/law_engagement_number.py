from odoo import api, fields, models
from odoo.tools import SQL


class LawEngagement(models.Model):
    """Numbers: one series a company and year, drawn when the draft is made.

    A draft has a number at once, so that a conflict check and letters can name it. A
    draft that is dropped leaves a gap, which costs nothing; two engagements never get
    one number, since PostgreSQL counts them.
    """

    _inherit = "law.engagement"

    def _draw_numbers(self):
        """Give each new engagement its number, by company and year."""
        today = fields.Date.context_today(self)
        for company, ours in self.grouped("company_id").items():
            sequence = self._number_sequence(company)
            by_year = ours.grouped(lambda e: (e.date_open or today).year)
            for year, group in by_year.items():
                for engagement, code in zip(
                    group, self._next_numbers(sequence, year, len(group)), strict=True
                ):
                    engagement._stamp({"code": code})

    @api.model
    def _number_sequence(self, company):
        """Return the company's own sequence; made from the common one when first used.

        Whoever makes one touches the common one: a second request at that moment is
        run again by Odoo, and then finds what the first made.
        """
        sequences = (
            self.env["ir.sequence"]
            .sudo()  # whoever may enter engagements draws their numbers
            .search(
                [
                    ("code", "=", "law.engagement"),
                    ("company_id", "in", [company.id, False]),
                ],
                order="company_id",
                limit=1,
            )
        )
        if sequences.company_id or not sequences:
            return sequences
        self._touch(sequences)
        return sequences.copy({"company_id": company.id})

    @api.model
    def _touch(self, sequence):
        """Change the row, so that who changes it at the same time has to try again."""
        self.env.execute_query(
            SQL(
                "UPDATE ir_sequence SET write_date = now() WHERE id = %s RETURNING id",
                sequence.id,
            )
        )

    @api.model
    def _next_numbers(self, sequence, year, count):
        """Return `count` numbers of the year, drawn at once.

        SQL: Odoo draws one number with two queries, and an import needs thousands.
        """
        day = fields.Date.to_date(f"{year}-01-01")
        span = self.env["ir.sequence.date_range"].sudo()  # drawn as above
        span = span.search(
            [
                ("sequence_id", "=", sequence.id),
                ("date_from", "<=", day),
                ("date_to", ">=", day),
            ],
            limit=1,
        )
        if not span:
            self._touch(sequence)
            span = sequence._create_date_range_seq(day)
        name = f"ir_sequence_{sequence.id:03d}_{span.id:03d}"
        rows = self.env.execute_query(
            SQL("SELECT nextval(%s) FROM generate_series(1, %s)", name, count)
        )
        dated = sequence.with_context(
            ir_sequence_date=day, ir_sequence_date_range=span.date_from
        )
        return [dated.get_next_char(number) for (number,) in rows]
