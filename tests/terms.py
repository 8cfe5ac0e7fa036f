"""The terms of the addon: what Odoo's export names, and what bears another's name."""

from collections import defaultdict

from odoo.tools.translate import ImdInfo, PoFileWriter, TranslationModuleReader

MODULE = "law_firm_client"


class OwnTerms(TranslationModuleReader):
    """Odoo's export of the addon, complete.

    Odoo's mixins keep the choices that they give our models under their own module's
    name, and ``base`` keeps the name of each addon. Nobody else translates these.
    """

    def __init__(self, cr, lang=None, module=MODULE):
        self.own = module
        super().__init__(cr, [module], lang)

    def _export_translatable_records(self):
        result = super()._export_translatable_records()
        self.env.cr.execute(
            r"""SELECT name, model, res_id, module FROM ir_model_data
            WHERE (%(whole)s AND model = 'ir.model.fields.selection'
                   AND NOT starts_with(module, %(own)s)
                   AND name LIKE 'selection\_\_law\_%%')
               OR (module = 'base' AND name = 'module_' || %(own)s)
            ORDER BY module, name""",
            {"own": self.own, "whole": self.own == MODULE},
        )
        by_model = defaultdict(dict)
        for name, model, res_id, module in self.env.cr.fetchall():
            by_model[model][res_id] = ImdInfo(name, model, res_id, module)
        for model, records in by_model.items():
            self._export_imdinfo(model, records)
        self._to_translate = [
            term
            for term in self._to_translate
            if term[2] != "ir.module.module,description"
        ]
        return result


def export(cr, target, module=MODULE):
    """Write the template of all terms of an addon to a binary file."""
    PoFileWriter(target, None).write_rows(OwnTerms(cr, module=module))
