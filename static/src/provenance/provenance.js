import { Component } from "@odoo/owl";
import { formatDate, deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** For each value of the card: from where it came, from whom, and when. */
export class Provenance extends Component {
    static template = "law_firm_client.Provenance";
    static props = { ...standardFieldProps };

    get rows() {
        return (this.props.record.data[this.props.name] || []).map((row) => ({
            ...row,
            on: formatDate(deserializeDate(row.on)),
        }));
    }
}

registry.category("fields").add("law_provenance", {
    component: Provenance,
    supportedTypes: ["json"],
});
