import { addTour } from "./tour";

/** As a lawyer: walk from the client to its supplier, back, open it, look for a chain. */
addTour("law_relation_graph_walk", () => [
    { trigger: ".nav-link[name=page_relations]", run: "click" },
    { trigger: ".o_law_came_through .o_law_step:contains(Uncle Li)" },
    { trigger: ".o_law_brought .o_law_step_hidden:contains(A restricted matter)" },
    { trigger: ".o_law_node_hidden:contains(A restricted matter)" },
    {
        trigger: ".o_law_node_company:contains(Steel Works Ltd)",
        run: "click",
    },
    { trigger: ".o_law_node_centre:contains(Steel Works Ltd)" },
    { trigger: ".o_law_node_client:contains(Harbour Trading Ltd)" },
    { trigger: ".o_law_trail button:contains(Harbour Trading Ltd)", run: "click" },
    { trigger: ".o_law_node_centre:contains(Harbour Trading Ltd)" },
    { trigger: ".o_law_graph_toolbar button:contains(2 steps)", run: "click" },
    { trigger: ".o_law_node:contains(Mine Ltd)" },
    { trigger: ".o_law_graph_toolbar button[title=Tree]", run: "click" },
    { trigger: ".o_law_graph_tree .o_law_reading:contains(buys from)" },
    { trigger: ".o_law_ask_chain", run: "click" },
    { trigger: ".modal .o_data_cell:contains(Mine Ltd)", run: "click" },
    { trigger: ".o_law_chain .o_law_step:contains(Steel Works Ltd)" },
    { trigger: ".o_law_chain .o_law_step:contains(Mine Ltd)", run: "click" },
    { trigger: ".o_law_node_centre:contains(Mine Ltd)" },
    { trigger: ".o_law_open:contains(Open the client)", run: "click" },
    { trigger: ".o_last_breadcrumb_item:contains(Mine Ltd)" },
]);

/** As a client manager: a client without relations gets its first one. */
addTour("law_relation_add", () => [
    { trigger: ".nav-link[name=page_relations]", run: "click" },
    { trigger: ".o_law_graph_empty:contains(No relations yet)" },
    { trigger: "[name=relations_buttons] button", run: "click" },
    { trigger: ".modal [name=reading] input, .modal [name=reading] select", run: "click" },
    { trigger: ".o-dropdown-item:contains(buys from), .o_select_menu_item:contains(buys from)", run: "click" },
    { trigger: ".modal [name=other_id] input", run: "edit Steel Works" },
    { trigger: ".ui-autocomplete a:contains(Steel Works Ltd)", run: "click" },
    { trigger: ".modal button[name=action_add]", run: "click" },
    { trigger: ".o_law_node_company:contains(Steel Works Ltd)" },
    { trigger: ".o_field_widget[name=relation_end_ids] .o_data_row:contains(buys from)" },
]);
