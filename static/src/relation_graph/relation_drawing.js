import { Component, useEffect, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import {
    bundleLinks,
    fitText,
    radialLayout,
    spanningTree,
    textWidth,
    treeLayout,
    wrapText,
} from "./relation_layout";

const RADIUS = 17;
const FONT = 14;
const LINE = 16;
const NAME_ROOM = 11;
const CENTRE_ROOM = 16;
const ICONS = {
    client: "\uf0b1",
    prospect: "\uf0b1",
    company: "\uf1ad",
    person: "\uf007",
    hidden: "\uf023",
};

/** Draws a relation graph as rings around its centre, or as an indented tree. */
export class RelationDrawing extends Component {
    static template = "law_firm_client.RelationDrawing";
    static props = {
        graph: Object,
        shape: String,
        width: Number,
        dates: Function,
        onClick: Function,
        onOpen: Function,
        onWalk: Function,
    };

    setup() {
        this.scroll = useRef("scroll");
        useEffect(
            () => this.showCentre(),
            () => [this.props.graph, this.props.shape, this.props.width]
        );
    }

    /** A drawing larger than its frame starts where its centre is. */
    showCentre() {
        const frame = this.scroll.el;
        const part = this.props.shape === "tree" ? 0 : 0.5;
        frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) * part;
        frame.scrollTop = (frame.scrollHeight - frame.clientHeight) * part;
    }

    /** Everything with its place, for the template. */
    get drawing() {
        const { nodes, links } = this.withHidden(this.props.graph);
        const bundles = bundleLinks(links);
        const tree = spanningTree(nodes, bundles);
        const narrow = this.props.shape === "tree";
        const { places, box } = narrow
            ? treeLayout(tree, this.props.width || 320)
            : radialLayout(tree);
        return {
            box,
            scale: narrow ? 1 : Math.min(Math.max(this.props.width / box.width, 0.7), 1.1),
            nodes: [...tree.values()].map((branch) => this.node(branch, places, narrow)),
            lines: bundles
                .filter((bundle) => !narrow || this.isBranch(tree, bundle))
                .map((bundle) => this.line(bundle, places, tree, narrow)),
        };
    }

    /** Half the width of the plate that carries the centre's name, with its icon. */
    plate(node) {
        return (textWidth(fitText(node.name, CENTRE_ROOM)) * FONT + 46) / 2;
    }

    /** Add a node for those beside a client whom the user may not see. */
    withHidden({ nodes, links }) {
        const hidden = nodes
            .filter((node) => node.hidden)
            .map((node) => ({
                id: `hidden-${node.id}`,
                beside: node.id,
                kind: "hidden",
                level: node.level + 1,
                name:
                    node.hidden === 1
                        ? node.hidden_label
                        : _t("%(count)s: %(label)s", {
                              count: node.hidden,
                              label: node.hidden_label,
                          }),
            }));
        const more = hidden.map((node) => ({
            id: node.id,
            from: node.beside,
            to: node.id,
            label: "",
            inverse_label: "",
        }));
        return { nodes: [...nodes, ...hidden], links: [...links, ...more] };
    }

    isBranch(tree, bundle) {
        return [bundle.a, bundle.b].some((id) => tree.get(id).bundle === bundle);
    }

    node(branch, places, narrow) {
        const { node } = branch;
        const place = places.get(node.id);
        return {
            ...node,
            ...place,
            radius: RADIUS,
            icon: ICONS[node.kind],
            describe: this.describe(branch),
            ...(narrow ? this.besideNode(branch, place) : this.aroundNode(branch, place)),
        };
    }

    /** The texts of a node in the tree: to its right, in two lines. */
    besideNode(branch, place) {
        const room = this.props.width - place.x - RADIUS - 16;
        const reading = branch.bundle ? this.readings(branch).join(" · ") : "";
        return {
            lines: [fitText(branch.node.name, room / FONT)],
            textX: RADIUS + 10,
            textY: reading ? -2 : 5,
            anchor: "start",
            reading: fitText(reading, room / 12),
        };
    }

    /** The text of a node on a ring: away from the centre, unless lines go there. */
    aroundNode({ node, children }, { angle }) {
        if (!node.level) {
            const plate = this.plate(node);
            const lines = [fitText(node.name, CENTRE_ROOM)];
            return { plate, lines, textX: 36 - plate, textY: 5, anchor: "start" };
        }
        const lines = children.length
            ? [fitText(node.name, NAME_ROOM)]
            : wrapText(node.name, NAME_ROOM);
        const sideways = Math.abs(Math.cos(angle)) > 0.3 && !children.length;
        const right = Math.cos(angle) > 0;
        const above = children.length ? Math.sin(angle) > 0.2 : Math.sin(angle) < 0;
        const lead = (lines.length - 1) * LINE;
        return {
            lines,
            textX: sideways ? (right ? 1 : -1) * (RADIUS + 6) : 0,
            textY: sideways ? 5 - lead / 2 : above ? -RADIUS - 8 - lead : RADIUS + 17,
            anchor: sideways ? (right ? "start" : "end") : "middle",
        };
    }

    /** How the links of a branch read outward, each with its dates. */
    readings({ node, bundle }) {
        return bundle.links.map((link) => {
            const text = link.to === node.id ? link.label : link.inverse_label;
            const share = link.share ? `${link.share} %` : "";
            return [text, share, this.props.dates(link)].filter(Boolean).join(", ");
        });
    }

    describe(branch) {
        const kinds = {
            client: _t("Client"),
            prospect: _t("Prospect"),
            company: _t("Other company"),
            person: _t("Person"),
            hidden: "",
        };
        const about = [branch.node.name, kinds[branch.node.kind]].filter(Boolean).join(", ");
        if (!branch.bundle || branch.node.kind === "hidden") {
            return about;
        }
        return `${about}. ${branch.parent.node.name}: ${this.readings(branch).join("; ")}`;
    }

    line(bundle, places, tree, narrow) {
        const [from, to] = [bundle.a, bundle.b].map((id) => places.get(id));
        const line = {
            key: bundle.key,
            ended: bundle.ended,
            hidden: [bundle.a, bundle.b].some((id) => tree.get(id).node.kind === "hidden"),
        };
        if (narrow) {
            const [up, down] = from.y < to.y ? [from, to] : [to, from];
            const path = `M ${up.x} ${up.y} V ${down.y} H ${down.x}`;
            return { ...line, path, forward: false, backward: false };
        }
        const gaps = [bundle.a, bundle.b].map((id) => this.gap(tree.get(id).node));
        const bend = this.isBranch(tree, bundle) ? null : this.bend(from, to);
        const share = this.labelShare(tree.get(bundle.a), tree.get(bundle.b));
        return { ...line, ...this.ringLine(bundle, { from, to, gaps, bend, share }) };
    }

    /** How far from the middle of a node a line in some direction has to end. */
    gap(node) {
        const half = node.level ? RADIUS : this.plate(node);
        return ({ x, y }) =>
            Math.min(half / Math.abs(x || 1e-9), RADIUS / Math.abs(y || 1e-9)) + 7;
    }

    /** How far a line between two neighbours swings out, so as to pass the centre. */
    bend(from, to) {
        const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
        const away = Math.hypot(middle.x, middle.y);
        const push = Math.max(110 - away, 0) + 15;
        const unit =
            away > 1 ? { x: middle.x / away, y: middle.y / away } : { x: 0, y: 1 };
        return { x: unit.x * push, y: unit.y * push };
    }

    /** Where on its line a label sits: clear of the name of an inner node. */
    labelShare(one, two) {
        if (one.parent === two && two.node.level) {
            return 0.4;
        }
        return two.parent === one && one.node.level ? 0.6 : 0.5;
    }

    ringLine(bundle, { from, to, gaps: [gapFrom, gapTo], bend, share }) {
        const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
        const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
        const begin = gapFrom(unit);
        const stop = length - gapTo(unit);
        const at = (step, out = 0) => ({
            x: from.x + unit.x * step + (bend ? bend.x * out : 0),
            y: from.y + unit.y * step + (bend ? bend.y * out : 0),
        });
        const half = (begin + stop) / 2;
        const middle = at(begin + (stop - begin) * share, 1);
        const [start, end, pull] = [at(begin), at(stop), at(half, 2)];
        const turn = (Math.atan2(unit.y, unit.x) * 180) / Math.PI;
        const upright = Math.abs(turn) > 90 ? turn + 180 : turn;
        const room = ((stop - begin) * 2 * Math.min(share, 1 - share)) / 11;
        const arrow = (link, id) => link.directed && link.to === id;
        return {
            path: `M ${start.x} ${start.y} Q ${pull.x} ${pull.y} ${end.x} ${end.y}`,
            forward: bundle.links.some((link) => arrow(link, bundle.b)),
            backward: bundle.links.some((link) => arrow(link, bundle.a)),
            turn: `translate(${middle.x} ${middle.y}) rotate(${upright})`,
            label: fitText(this.labels(bundle, Math.abs(turn) <= 90).join(" · "), room),
            dates: fitText(this.periods(bundle).join(" · "), room * 1.1),
            title: bundle.links
                .filter((link) => link.label)
                .map((link) => this.sentence(link))
                .join("\n"),
        };
    }

    /** What stands on a line; where its relations run both ways, with their direction. */
    labels({ links, b }, rightwards) {
        const shown = links.filter((link) => link.label);
        const bothWays = new Set(shown.filter((l) => l.directed).map((l) => l.to)).size > 1;
        return shown.map((link) => {
            const label = link.share ? `${link.label} ${link.share} %` : link.label;
            if (!bothWays || !link.directed) {
                return label;
            }
            return (link.to === b) === rightwards ? `${label} →` : `← ${label}`;
        });
    }

    periods({ links }) {
        return [...new Set(links.map(this.props.dates).filter(Boolean))];
    }

    /** The link as a whole sentence: who, what, whom, when. */
    sentence(link) {
        const name = (id) => this.props.graph.nodes.find((node) => node.id === id)?.name || "";
        return [name(link.from), link.label, name(link.to), this.props.dates(link)]
            .filter(Boolean)
            .join(" ");
    }

    onKeydown(ev, node) {
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            ev.stopPropagation();
            ev.ctrlKey ? this.props.onOpen(node) : this.props.onWalk(node);
        }
    }
}
