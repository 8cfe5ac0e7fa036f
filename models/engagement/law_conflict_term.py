from odoo import fields, models


class LawConflictTerm(models.Model):
    """How many names have a term: what is common, the check does not look up alone.

    What is counted every night has a row a term; what came and went since has rows of
    its own, so that nobody waits for another who writes a name. The sum counts.
    """

    _name = "law.conflict.term"
    _description = "Term of the Conflict Check"
    _log_access = False
    _rec_name = "term"

    term = fields.Integer(required=True, aggregator=None)
    names = fields.Integer("Names with It", required=True, aggregator=None)

    _term_idx = models.Index("(term)")
