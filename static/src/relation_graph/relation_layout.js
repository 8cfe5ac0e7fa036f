/** Where the parts of a relation graph are drawn: plain functions without DOM. */

const RING = 190;
const ARC_PER_LEAF = 46;
const WIDEN = 110;
const MARGIN = { x: 190, y: 56 };
const ROW = 54;
const INDENT = 26;

/**
 * Put all links between the same two nodes together: they are drawn as one line.
 *
 * @returns {{key: string, a: *, b: *, links: Object[], ended: boolean}[]}
 */
export function bundleLinks(links) {
    const bundles = new Map();
    for (const link of links) {
        const [a, b] = [link.from, link.to].map(String).sort();
        const key = `${a}_${b}`;
        if (!bundles.has(key)) {
            bundles.set(key, { key, a: link.from, b: link.to, links: [] });
        }
        bundles.get(key).links.push(link);
    }
    for (const bundle of bundles.values()) {
        bundle.ended = bundle.links.every((link) => link.ended);
    }
    return [...bundles.values()];
}

/**
 * Hang each node below one that is a step nearer to the centre.
 *
 * @returns {Map} id → {node, parent, bundle, children}, nearest first
 */
export function spanningTree(nodes, bundles) {
    const tree = new Map();
    for (const node of [...nodes].sort((one, two) => one.level - two.level)) {
        const branch = { node, parent: null, bundle: null, children: [] };
        for (const bundle of bundles) {
            const other =
                bundle.a === node.id ? bundle.b : bundle.b === node.id ? bundle.a : null;
            const parent = other !== null && tree.get(other);
            if (parent && parent.node.level === node.level - 1) {
                Object.assign(branch, { parent, bundle });
                parent.children.push(branch);
                break;
            }
        }
        tree.set(node.id, branch);
    }
    return tree;
}

function leaves(branch) {
    return branch.children.reduce((sum, child) => sum + leaves(child), 0) || 1;
}

/** Rings around the centre, wider than high; each branch has its share of them. */
export function radialLayout(tree) {
    const [root] = tree.values();
    const ring = Math.max(RING, (leaves(root) * ARC_PER_LEAF) / (2 * Math.PI));
    const places = new Map();
    const place = (branch, start, end) => {
        const angle = (start + end) / 2;
        const radius = branch.node.level * ring;
        places.set(branch.node.id, {
            x: Math.cos(angle) * (radius && radius + WIDEN),
            y: Math.sin(angle) * radius,
            angle: branch === root ? Math.PI / 2 : angle,
        });
        let from = start;
        for (const child of branch.children) {
            const share = ((end - start) * leaves(child)) / leaves(branch);
            place(child, from, from + share);
            from += share;
        }
    };
    const first = root.children.length ? leaves(root.children[0]) / leaves(root) : 0;
    place(root, -Math.PI * first, 2 * Math.PI - Math.PI * first);
    return { places, box: boundingBox([...places.values()]) };
}

function boundingBox(points) {
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    const x = Math.min(...xs) - MARGIN.x;
    const y = Math.min(...ys) - MARGIN.y;
    return {
        x,
        y,
        width: Math.max(...xs) + MARGIN.x - x,
        height: Math.max(...ys) + MARGIN.y - y,
    };
}

/** One row for each node, indented below the one it hangs on: for narrow screens. */
export function treeLayout(tree, width) {
    const [root] = tree.values();
    const places = new Map();
    const place = (branch) => {
        places.set(branch.node.id, {
            x: branch.node.level * INDENT + 22,
            y: places.size * ROW + ROW / 2,
        });
        branch.children.forEach(place);
    };
    place(root);
    return { places, box: { x: 0, y: 0, width, height: places.size * ROW } };
}

/** A text's width in units of its font size: Chinese characters are square. */
export function textWidth(text) {
    return [...text].reduce((sum, char) => sum + (char > "\u2e80" ? 1 : 0.58), 0);
}

/** Cut a text to a width, given in units of its font size. */
export function fitText(text, room) {
    if (textWidth(text) <= room) {
        return text;
    }
    return `${text.slice(0, fittingLength(text, room - 0.8)).trimEnd()}…`;
}

/** Break a text into two lines at most, where it may be broken. */
export function wrapText(text, room) {
    const length = fittingLength(text, room);
    if (length === text.length) {
        return [text];
    }
    const space = text.lastIndexOf(" ", length);
    const end = space > length / 3 ? space : length;
    return [text.slice(0, end).trimEnd(), fitText(text.slice(end).trimStart(), room)];
}

/** How many characters of a text fit into a width. */
function fittingLength(text, room) {
    let length = 0;
    let width = 0;
    for (const char of text) {
        width += textWidth(char);
        if (width > room) {
            break;
        }
        length += char.length;
    }
    return length;
}
