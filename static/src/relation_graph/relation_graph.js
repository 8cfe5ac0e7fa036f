import { Component, onMounted, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { SelectCreateDialog } from "@web/views/view_dialogs/select_create_dialog";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { RelationDrawing } from "./relation_drawing";

const NARROW = 560;
const CROWD = 45;
const DOUBLE_CLICK = 250;

/**
 * The relations around a client, to walk from one to the next.
 *
 * A click on somebody makes that one the centre; the trail leads back. What the user may
 * not see never reaches the browser: it shows as a count beside those whom he may see.
 */
export class RelationGraph extends Component {
    static template = "law_firm_client.RelationGraph";
    static components = { RelationDrawing };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.keepLast = new KeepLast();
        this.state = useState({
            depth: 1,
            ended: false,
            people: true,
            shape: null,
            width: 0,
            trail: [],
            graph: null,
            introductions: null,
            chain: null,
        });
        useRecordObserver((record) => this.onRecordChange(record));
        onMounted(() => {
            this.observer = new ResizeObserver(() => this.measure());
            this.observer.observe(this.root.el);
            this.measure();
        });
        onWillUnmount(() => {
            this.observer.disconnect();
            clearTimeout(this.walkTimer);
        });
        useEffect(
            () => this.focusCentre(),
            () => [this.state.graph]
        );
    }

    // Data

    async onRecordChange(record) {
        const ends = record.data.relation_end_ids?.records || [];
        const seen = JSON.stringify([
            record.resId,
            ends.map(({ resId, data }) => [resId, data.label, data.date_from, data.date_to]),
            record.data.person_ids?.currentIds,
        ]);
        if (!record.resId || seen === this.seen) {
            return;
        }
        if (record.resId !== this.clientId) {
            Object.assign(this.state, { trail: [], chain: null });
        }
        this.seen = seen;
        this.clientId = record.resId;
        await Promise.all([this.load(), this.loadIntroductions()]);
    }

    async load() {
        const { depth, ended, people } = this.state;
        this.state.graph = await this.keepLast.add(
            this.orm.call("law.client", "get_relation_graph", [[this.clientId]], {
                depth,
                include_ended: ended,
                include_people: people,
                centre_id: this.state.trail.at(-1)?.id || false,
            })
        );
    }

    async loadIntroductions() {
        this.state.introductions = await this.orm.call("law.client", "get_introductions", [
            [this.clientId],
        ]);
    }

    // What shows

    get centre() {
        const { centre, nodes } = this.state.graph;
        return nodes.find((node) => node.id === centre);
    }

    get isEmpty() {
        const { nodes, cut } = this.state.graph;
        return nodes.length === 1 && !nodes[0].hidden && !cut && !this.state.trail.length;
    }

    get hasRelations() {
        const { nodes, links } = this.state.graph;
        return (
            nodes.some((node) => node.hidden) ||
            links.some((link) => link.category !== "position")
        );
    }

    get shape() {
        const crowded =
            this.state.width < NARROW || this.state.graph.nodes.length > CROWD;
        return this.state.shape || (crowded ? "tree" : "radial");
    }

    get home() {
        return { id: false, name: this.props.record.data.name || _t("This client") };
    }

    get legend() {
        return [
            ["client", _t("Client")],
            ["prospect", _t("Prospect")],
            ["company", _t("Other company")],
            ["person", _t("Person")],
            ["hidden", _t("Not visible to you")],
        ];
    }

    get status() {
        return _t("%(name)s: %(count)s shown around it", {
            name: this.centre.name,
            count: this.state.graph.nodes.length - 1,
        });
    }

    get cutText() {
        return _t(
            "%s more are not drawn. Walk to a neighbour to see who is around it.",
            this.state.graph.cut
        );
    }

    get noChainText() {
        return _t(
            "No chain to %s over the relations that you may see.",
            this.state.chain.name
        );
    }

    stepsText(depth) {
        return depth === 1 ? _t("1 step") : _t("%s steps", depth);
    }

    dates(link) {
        const month = (day) =>
            day ? deserializeDate(day).toLocaleString({ year: "numeric", month: "short" }) : "";
        return link.date_from || link.date_to
            ? `${month(link.date_from)} – ${month(link.date_to)}`.trim()
            : "";
    }

    // Walking

    measure() {
        this.state.width = this.root.el?.clientWidth || 0;
    }

    focusCentre() {
        if (this.walked) {
            this.walked = false;
            this.root.el?.querySelector(".o_law_node_centre")?.focus({ preventScroll: true });
        }
    }

    /** Wait for a second click, which opens instead of walking. */
    onNodeClick(node) {
        clearTimeout(this.walkTimer);
        this.walkTimer = setTimeout(() => this.walk(node), DOUBLE_CLICK);
    }

    onNodeOpen(node) {
        clearTimeout(this.walkTimer);
        this.open(node);
    }

    async walk(node) {
        if (!node.id || node.kind === "hidden" || node.id === this.state.graph.centre) {
            return;
        }
        const back = this.state.trail.findIndex((step) => step.id === node.id);
        const home = this.homeId === node.id;
        await this.follow(
            home
                ? []
                : back >= 0
                  ? this.state.trail.slice(0, back + 1)
                  : [...this.state.trail, { id: node.id, name: node.name }]
        );
    }

    get homeId() {
        return this.props.record.data.partner_id?.id;
    }

    async follow(trail) {
        this.state.trail = trail;
        this.walked = true;
        await this.load();
    }

    async set(values) {
        Object.assign(this.state, values);
        await this.load();
    }

    open(node) {
        if (node.kind === "hidden") {
            return;
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: node.client_id ? "law.client" : "res.partner",
            res_id: node.client_id || node.id,
            views: [[false, "form"]],
        });
    }

    // How two are connected

    askChain() {
        this.dialog.add(SelectCreateDialog, {
            title: _t("Connected with which client?"),
            resModel: "law.client",
            domain: [["id", "!=", this.clientId]],
            multiSelect: false,
            noCreate: true,
            onSelected: ([clientId]) => this.findChain(clientId),
        });
    }

    async findChain(clientId) {
        const [other] = await this.orm.read("law.client", [clientId], ["name", "partner_id"]);
        const { nodes, links } = await this.orm.call(
            "law.client",
            "find_chain",
            [[this.clientId], other.partner_id[0]],
            { include_ended: true }
        );
        this.state.chain = { name: other.name, nodes, links };
    }

    /** How link number `index` of the chain reads from the node before it. */
    chainReading(index) {
        const { nodes, links } = this.state.chain;
        const link = links[index];
        return link.from === nodes[index].id ? link.label : link.inverse_label;
    }
}

registry.category("view_widgets").add("law_relation_graph", { component: RelationGraph });
