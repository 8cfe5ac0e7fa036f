import { addTour } from "./tour";

/** As a lawyer: propose a retainer, note what the client says, and that it accepts. */
addTour("law_retainer_path", () => [
    { trigger: ".o_list_button_add, .o-kanban-button-new", run: "click" },
    { trigger: ".o_form_view [name=scope] input", run: "edit Adviser for the quays" },
    { trigger: "[name=client_id] input", run: "edit Harbour" },
    { trigger: ".o-autocomplete--dropdown-item:contains(Harbour Trading)", run: "click" },
    { trigger: "[name=hours_offered] input", run: "edit 40" },
    { trigger: "[name=reaction_ids] .o_field_x2many_list_row_add a", run: "click" },
    { trigger: "[name=reaction_ids] .o_selected_row [name=reaction] input", run: "click" },
    { trigger: ".o_select_menu_item:contains(Interested)", run: "click" },
    { trigger: "[name=reaction_ids] .o_selected_row [name=words] textarea", run: "edit After the board has met" },
    { trigger: "button[name=action_accept]", run: "click" },
    { trigger: ".o_form_view [name=hours_included]" },
    { trigger: ".o_arrow_button_current:contains(Draft)" },
]);

/** As a lawyer: make an opportunity of a need, win it, and see the draft. */
addTour("law_need_path", () => [
    { trigger: ".o_kanban_record:contains(Rules for the quay)", run: "click" },
    { trigger: "button[name=action_make_opportunity]", run: "click" },
    { trigger: ".o_form_view [name=law_source]" },
    { trigger: "button[name=action_set_won]", run: "click" },
    { trigger: "button[name=action_law_open_engagement]", run: "click" },
    { trigger: ".o_form_view [name=fee_agreed]" },
    { trigger: ".o_arrow_button_current:contains(Draft)" },
]);
