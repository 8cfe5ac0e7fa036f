import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Fields of another model, chosen from those that may be exported, kept by name. */
export class FieldChoice extends Component {
    static template = "law_firm_client.FieldChoice";
    static components = { SelectMenu };
    static props = {
        ...standardFieldProps,
        modelField: String,
        placeholder: { type: String, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ choices: [] });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((next) => this.load(next));
    }

    async load(props) {
        const model = props.record.data[props.modelField];
        if (model === this.model) {
            return;
        }
        const first = this.model === undefined;
        this.model = model;
        this.state.choices = model
            ? await this.orm.call(props.record.resModel, "get_field_choices", [model])
            : [];
        if (!first && this.names.length) {
            this.onSelect([]); // the names were those of another kind of record
        }
    }

    get names() {
        const text = this.props.record.data[this.props.name] || "";
        return text.split(/[,，]/).map((name) => name.trim()).filter(Boolean);
    }

    /** Paths of a list that was exported are none of the choices, and stay. */
    get choices() {
        const known = new Set(this.state.choices.map((choice) => choice.value));
        const others = this.names.filter((name) => !known.has(name));
        return [
            ...this.state.choices,
            ...others.map((name) => ({ value: name, label: name })),
        ];
    }

    get text() {
        const labels = Object.fromEntries(this.choices.map((c) => [c.value, c.label]));
        return this.names.map((name) => labels[name]).join(", ");
    }

    onSelect(names) {
        this.props.record.update({ [this.props.name]: names.join(", ") });
    }
}

registry.category("fields").add("law_field_choice", {
    component: FieldChoice,
    supportedTypes: ["text", "char"],
    extractProps: ({ options, placeholder }) => ({
        modelField: options.model_field,
        placeholder,
    }),
});
