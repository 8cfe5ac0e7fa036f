import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const PAUSE = 1500;
const FIELDS = ["state", "phase", "progress", "progress_done", "progress_total"];
const PHASES = {
    reading: _t("Reading the rows"),
    comparing: _t("Looking for duplicates"),
    creating: _t("Preparing the new clients"),
    updating: _t("Completing clients that exist"),
    undoing: _t("Taking back what was prepared"),
};

/** The progress of a running import; it moves by itself and ends with the work. */
export class ImportProgress extends Component {
    static template = "law_firm_client.ImportProgress";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.work = useState({ phase: false, progress: 0, done: 0, total: 0, seconds: 0 });
        this.began = null;
        onMounted(() => this.follow());
        onWillUnmount(() => {
            this.gone = true;
            clearTimeout(this.timer);
        });
    }

    get label() {
        return PHASES[this.work.phase] || _t("Waiting for its turn");
    }

    get percent() {
        return Math.round(this.work.progress);
    }

    get timeLeft() {
        const minutes = Math.round(this.work.seconds / 60);
        if (!this.work.seconds) {
            return "";
        }
        return minutes < 1
            ? _t("less than a minute left")
            : _t("about %s minutes left", minutes);
    }

    async follow() {
        const { resId, data } = this.props.record;
        const isRunning = ["checking", "importing", "undoing"].includes(data.state);
        if (resId && isRunning) {
            try {
                const [found] = await this.orm.silent.read("law.client.import", [resId], FIELDS);
                if (this.gone) {
                    return;
                }
                if (!found || found.state !== data.state) {
                    await this.props.record.load();
                } else {
                    this.show(found);
                }
            } catch {
                // The server may be restarting: the work goes on with it, and so do we.
            }
        }
        if (!this.gone) {
            this.timer = setTimeout(() => this.follow(), PAUSE);
        }
    }

    show(found) {
        const now = Date.now();
        if (!this.began || this.began.phase !== found.phase) {
            this.began = { phase: found.phase, done: found.progress_done, at: now };
        }
        const speed = (found.progress_done - this.began.done) / (now - this.began.at);
        const left = found.progress_total - found.progress_done;
        Object.assign(this.work, {
            phase: found.phase,
            progress: found.progress,
            done: found.progress_done,
            total: found.progress_total,
            seconds: speed > 0 ? left / speed / 1000 : 0,
        });
    }
}

registry.category("fields").add("law_import_progress", {
    component: ImportProgress,
    displayName: _t("Progress of an Import"),
    supportedTypes: ["float"],
    fieldDependencies: [{ name: "state", type: "selection" }],
});
