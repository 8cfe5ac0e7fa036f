import { Component, useRef } from "@odoo/owl";
import { MultiRecordSelector } from "@web/core/record_selectors/multi_record_selector";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { registry } from "@web/core/registry";
import { useBus } from "@web/core/utils/hooks";
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

    setup() {
        this.root = useRef("root");
        useBus(this.props.record.model.bus, "NEED_LOCAL_CHANGES", ({ detail }) => {
            this.commit();
            detail.proms.push(this.sent);
        });
    }

    get parts() {
        return this.props.record.data.parts || [];
    }

    get values() {
        return this.props.record.data[this.props.name] || {};
    }

    /** Why the proposal came back; once it was corrected, that is history. */
    get reason() {
        const { decision, reason } = this.props.record.data;
        return decision === "returned" && reason;
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

    /** Take one value; what was typed just before it may still be on its way. */
    async update(part, value) {
        const values = { ...(this.pending || this.values), [part.name]: value };
        this.pending = values;
        this.sent = this.props.record.update({ [this.props.name]: values });
        await this.sent;
        if (this.pending === values) {
            this.pending = null;
        }
    }

    /** Take what stands in the input that still has the focus. */
    commit() {
        const input = this.root.el?.querySelector("input:focus, textarea:focus");
        if (input && !input.closest(".o_record_autocomplete_with_caret, .o-autocomplete")) {
            input.dispatchEvent(new Event("change"));
        }
    }

    /** The list leaves the row on Enter before the browser tells of the change. */
    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.target.matches("textarea")) {
            this.commit();
        }
    }
}

registry.category("fields").add("law_diff", {
    component: DiffField,
    supportedTypes: ["json"],
    fieldDependencies: [
        { name: "changed", type: "boolean" },
        { name: "found", type: "char" },
        { name: "present_text", type: "text" },
    ],
});
registry.category("fields").add("law_update_value", {
    component: UpdateValueField,
    supportedTypes: ["json"],
    fieldDependencies: [
        { name: "decision", type: "selection" },
        { name: "diff", type: "json" },
        { name: "parts", type: "json" },
        { name: "reason", type: "char" },
        { name: "to_empty", type: "boolean" },
    ],
});
