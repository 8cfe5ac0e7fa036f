import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { ListController } from "@web/views/list/list_controller";

// The models that say something of a list: get_list_note(domain) returns a sentence.
const TELLING = ["law.access.log", "law.client", "res.partner"];

/** A sentence of the server over a list: what it does not show, and whom to ask. */
export class ListNote extends Component {
    static template = "law_firm_client.ListNote";
    static props = { resModel: String, domain: Array };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ text: false });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((next) => this.load(next));
    }

    async load({ resModel, domain }) {
        const asked = JSON.stringify([resModel, domain]);
        if (!TELLING.includes(resModel) || asked === this.asked) {
            return;
        }
        this.asked = asked;
        const text = await this.orm.silent.call(resModel, "get_list_note", [domain]);
        if (asked === this.asked) {
            this.state.text = text;
        }
    }
}

for (const Controller of [ListController, KanbanController]) {
    Controller.components = { ...Controller.components, ListNote };
}
