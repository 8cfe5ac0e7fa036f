import { describe, expect, test } from "@odoo/hoot";
import { click, press, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { RelationDrawing } from "@law_firm_client/relation_graph/relation_drawing";
import {
    bundleLinks,
    fitText,
    radialLayout,
    spanningTree,
    treeLayout,
    wrapText,
} from "@law_firm_client/relation_graph/relation_layout";

defineMailModels();

const node = (id, level, values = {}) => ({
    id,
    level,
    name: `Node ${id}`,
    kind: "company",
    client_id: false,
    hidden: 0,
    hidden_label: "",
    ...values,
});
const link = (from, to, values = {}) => ({
    id: `relation-${from}-${to}`,
    from,
    to,
    label: "supplies",
    inverse_label: "buys from",
    directed: true,
    ended: false,
    share: 0,
    date_from: false,
    date_to: false,
    ...values,
});
const GRAPH = {
    centre: 1,
    cut: 0,
    nodes: [node(1, 0, { kind: "client", hidden: 1, hidden_label: "Not visible to you" }), node(2, 1), node(3, 1), node(4, 2)],
    links: [
        link(1, 2),
        link(2, 1, { label: "lends to", inverse_label: "borrows from" }),
        link(3, 1, { ended: true }),
        link(4, 3),
        link(2, 3),
    ],
};

async function mountDrawing(shape) {
    const steps = [];
    await mountWithCleanup(RelationDrawing, {
        props: {
            graph: GRAPH,
            shape,
            width: 800,
            dates: (link) => (link.ended ? "2015 – 2019" : ""),
            onClick: ({ id }) => steps.push(["click", id]),
            onOpen: ({ id }) => steps.push(["open", id]),
            onWalk: ({ id }) => steps.push(["walk", id]),
        },
    });
    return steps;
}

describe("layout", () => {
    test("links between the same two are one line", () => {
        const bundles = bundleLinks(GRAPH.links);
        expect(bundles.map(({ key }) => key)).toEqual(["1_2", "1_3", "3_4", "2_3"]);
        expect(bundles[0].links.length).toBe(2);
        expect(bundles.map(({ ended }) => ended)).toEqual([false, true, false, false]);
    });

    test("everybody hangs below one who is a step nearer", () => {
        const tree = spanningTree(GRAPH.nodes, bundleLinks(GRAPH.links));
        expect([...tree.values()].map((branch) => branch.parent?.node.id)).toEqual([
            undefined,
            1,
            1,
            3,
        ]);
    });

    test("rings: nobody sits on somebody else", () => {
        const nodes = [node(0, 0)];
        const links = [];
        for (let id = 1; id <= 60; id++) {
            nodes.push(node(id, 1));
            links.push(link(0, id));
        }
        const { places, box } = radialLayout(spanningTree(nodes, bundleLinks(links)));
        const points = [...places.values()];
        const nearest = Math.min(
            ...points.flatMap((one, index) =>
                points.slice(index + 1).map((two) => Math.hypot(one.x - two.x, one.y - two.y))
            )
        );
        expect(nearest).toBeGreaterThan(36);
        expect(points.every(({ x }) => x > box.x && x < box.x + box.width)).toBe(true);
    });

    test("tree: a row for each", () => {
        const tree = spanningTree(GRAPH.nodes, bundleLinks(GRAPH.links));
        const { places, box } = treeLayout(tree, 320);
        expect([...places.keys()]).toEqual([1, 2, 3, 4]);
        expect(new Set([...places.values()].map(({ y }) => y)).size).toBe(4);
        expect(box.width).toBe(320);
    });

    test("texts are cut and wrapped to their room", () => {
        expect(fitText("Steel Works", 20)).toBe("Steel Works");
        expect(fitText("远洋食品集团有限公司", 6)).toBe("远洋食品集…");
        expect(wrapText("Golden Rice Foods Company", 11)).toEqual([
            "Golden Rice Foods",
            "Company",
        ]);
        expect(wrapText("远洋控股（集团）股份有限公司", 8)).toEqual([
            "远洋控股（集团）",
            "股份有限公司",
        ]);
    });
});

describe("drawing", () => {
    test("names, labels and what is not visible", async () => {
        await mountDrawing("radial");
        expect(queryAllTexts(".o_law_name")).toEqual([
            "Node 1",
            "Node 2",
            "Node 3",
            "Not visible to you",
            "Node 4",
        ]);
        expect(".o_law_line").toHaveCount(5);
        expect(".o_law_ended").toHaveCount(1);
        expect(".o_law_line_dates:contains(2015 – 2019)").toHaveCount(1);
        expect(".o_law_node_hidden[role=img]").toHaveCount(1);
        expect(".o_law_node_centre").toHaveAttribute("aria-current", "true");
    });

    test("relations that run both ways say which way each goes", async () => {
        await mountDrawing("radial");
        const [both, single] = queryAllTexts(".o_law_line_label");
        expect(both).toMatch(/supplies →|← supplies/);
        expect(single).toBe("supplies");
    });

    test("a screen reader hears who it is and how it is related", async () => {
        await mountDrawing("radial");
        expect("[data-id='2']").toHaveAttribute(
            "aria-label",
            "Node 2, Other company. Node 1: supplies; borrows from"
        );
        expect("[data-id='3']").toHaveAttribute(
            "aria-label",
            "Node 3, Other company. Node 1: buys from, 2015 – 2019"
        );
    });

    test("tree reads outward from the centre", async () => {
        await mountDrawing("tree");
        expect(queryAllTexts(".o_law_reading")).toEqual([
            "supplies · borrows from",
            "buys from, 2015 – 2019",
            "buys from",
        ]);
    });

    test("mouse and keyboard walk and open", async () => {
        const steps = await mountDrawing("radial");
        await click("[data-id='2']");
        document.querySelector("[data-id='3']").focus();
        await press("Enter");
        await press("Space");
        await press(["Control", "Enter"]);
        await animationFrame();
        expect(steps).toEqual([
            ["click", 2],
            ["walk", 3],
            ["walk", 3],
            ["open", 3],
        ]);
    });
});
