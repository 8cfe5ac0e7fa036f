import { addTour } from "./tour";

/** As a lawyer: from the client's card, propose a new phone number and submit it. */
addTour("law_update_propose", () => [
    { trigger: "button[name=action_propose_update]", run: "click" },
    { trigger: "[name=purpose] input", run: "edit Annual talk" },
    { trigger: "[name=next_step] input", run: "edit Send an offer" },
    { trigger: ".o_field_x2many_list_row_add a", run: "click" },
    { trigger: ".o_selected_row [name=topic] input", run: "click" },
    { trigger: ".o_select_menu_item:contains(/^Phone$/)", run: "click" },
    { trigger: ".o_selected_row [name=diff]:contains(021 5555 0100)" },
    {
        trigger: ".o_selected_row [data-part=phone] input",
        run: "edit 021 5555 0199 && press Enter",
    },
    { trigger: ".o_data_row [name=proposed] ins:contains(0199)" },
    { trigger: "button[name=action_submit]", run: "click" },
    { trigger: ".o_arrow_button_current:contains(To check)" },
]);

/** As a lawyer on the way, with a phone: one form for each proposal, one thumb. */
addTour("law_update_propose_phone", () => [
    { trigger: ".o_law_update_lines .o-kanban-button-new" },
    { trigger: ".o_law_update_cards .o_kanban_record ins:contains(0177)", run: "click" },
    { trigger: ".modal [name=diff]:contains(021 5555 0100)" },
    { trigger: ".modal [data-part=phone] input", run: "edit 021 5555 0199" },
    { trigger: ".modal .o_form_button_save", run: "click" },
    { trigger: ".o_law_update_cards .o_kanban_record ins:contains(0199)" },
    { trigger: "[name=rest_confirmed] input", run: "check" },
    { trigger: "button[name=action_submit]", run: "click" },
    { trigger: ".o_field_statusbar button:visible:contains(To check)" },
]);

/** As a client manager: see old beside new, accept, post. */
addTour("law_update_post", () => [
    { trigger: ".o_data_row [name=diff] del:contains(0100)" },
    { trigger: ".o_data_row [name=proposed] ins:contains(0199)" },
    { trigger: ".o_data_row button[name=action_accept]", run: "click" },
    { trigger: ".o_data_row [name=decision]:contains(Accepted)" },
    { trigger: "button[name=action_post]", run: "click" },
    { trigger: ".o_arrow_button_current:contains(Posted)" },
]);

/** As a client manager: return a line with a reason, and the form with it. */
addTour("law_update_return", () => [
    { trigger: ".o_data_row button[name=action_ask_reason]", run: "click" },
    { trigger: ".modal [name=reason] input", run: "edit A digit too few" },
    { trigger: ".modal button[name=action_return]", run: "click" },
    { trigger: ".o_data_row .o_law_reason:contains(A digit too few)" },
    { trigger: "header button[name=action_return], .o_statusbar_buttons button[name=action_return]", run: "click" },
    { trigger: ".o_arrow_button_current:contains(Returned)" },
]);
