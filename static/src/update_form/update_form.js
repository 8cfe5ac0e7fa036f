import { Component } from "@odoo/owl";
import { MultiRecordSelector } from "@web/core/record_selectors/multi_record_selector";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { registry } from "@web/core/registry";
import { PropertyValue } from "@web/views/fields/properties/property_value";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** One side of a difference, in parts: what stays, what goes, what is new. */
export class DiffText extends Component {
    static template = "law_firm_client.DiffText";
    static props = { parts: Array };
}

/** What the card said when the proposal was written, and what it says now if changed. */
export class DiffField extends Component {
    static template = "law_firm_client.DiffField";
    static components = { DiffText };
    static props = { ...standardFieldProps };

    get parts() {
        return this.props.record.data[this.props.name]?.old || [];
    }

    get data() {
        return this.props.record.data;
    }
}

/** The new value: typed in the manner of its field, or shown with what is new marked. */
export class UpdateValueField extends Component {
    static template = "law_firm_client.UpdateValueField";
    static components = { DiffText, MultiRecordSelector, PropertyValue, RecordSelector };
    static props = { ...standardFieldProps };

    get parts() {
        return this.props.record.data.parts || [];
    }

    get values() {
        return this.props.record.data[this.props.name] || {};
    }

    get removed() {
        return this.props.record.data.to_empty;
    }

    get diff() {
        return this.props.record.data.diff?.new || [];
    }

    type(part) {
        return part.type === "monetary" ? "float" : part.type;
    }

    update(part, value) {
        return this.props.record.update({
            [this.props.name]: { ...this.values, [part.name]: value },
        });
    }
}

const DEPENDENCIES = [
    { name: "diff", type: "json" },
    { name: "parts", type: "json" },
    { name: "to_empty", type: "boolean" },
];

registry.category("fields").add("law_diff", {
    component: DiffField,
    supportedTypes: ["json"],
    fieldDependencies: [
        { name: "changed", type: "boolean" },
        { name: "present_text", type: "text" },
    ],
});
registry.category("fields").add("law_update_value", {
    component: UpdateValueField,
    supportedTypes: ["json"],
    fieldDependencies: DEPENDENCIES,
});
