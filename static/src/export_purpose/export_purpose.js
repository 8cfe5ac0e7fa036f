import { Component, useState } from "@odoo/owl";

import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { useAutofocus, useService } from "@web/core/utils/hooks";

const TO_BE_ASKED = "ExportToBeAsked";
// The server asks for words; so many signs are needed to say anything at all.
const SHORTEST_PURPOSE = 3;

/** Asks what a file of clients is for, asks for it, and goes on where it may leave. */
export class ExportPurposeDialog extends Component {
    static template = "law_firm_client.ExportPurposeDialog";
    static components = { Dialog };
    static props = {
        asked: Object,
        again: Function,
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({ purpose: "", busy: false });
        useAutofocus({ refName: "purpose" });
    }

    get title() {
        return _t("What Is This File For?");
    }

    /** What would leave: how many records, and rows where parts make rows of their own. */
    get what() {
        const { kind, records, rows, way } = this.props.asked;
        if (way === "print") {
            return _t("%(kind)s, %(rows)s clients", { kind, rows });
        }
        if (records && records !== rows) {
            return _t(
                "%(kind)s, %(records)s records in %(rows)s rows, as parts of a record take rows of their own",
                { kind, records, rows }
            );
        }
        return _t("%(kind)s, %(rows)s records", { kind, rows });
    }

    get ready() {
        return !this.state.busy && this.state.purpose.trim().length >= SHORTEST_PURPOSE;
    }

    async onConfirm() {
        const { way, model, rows, field_names } = this.props.asked;
        this.state.busy = true;
        let answer;
        try {
            answer = await this.orm.call("law.export.request", "ask", [], {
                model,
                rows,
                field_names,
                way,
                purpose: this.state.purpose.trim(),
            });
        } finally {
            this.state.busy = false;
        }
        this.props.close();
        if (answer.state === "approved") {
            await this.props.again();
        } else {
            this.notification.add(answer.message, { type: "warning", sticky: true });
        }
    }
}

/** Whatever screen a file is taken from: where the server wants a purpose, ask. */
export const exportPurposeService = {
    dependencies: ["dialog"],
    start(env, { dialog }) {
        patch(download, {
            async _download(options) {
                try {
                    return await super._download(options);
                } catch (error) {
                    if (!error.exceptionName?.endsWith(`.${TO_BE_ASKED}`)) {
                        throw error;
                    }
                    dialog.add(ExportPurposeDialog, {
                        asked: error.data.context,
                        again: () => download(options),
                    });
                }
            },
        });
    },
};

registry.category("services").add("law_export_purpose", exportPurposeService);
