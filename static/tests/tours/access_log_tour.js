import { addTour } from "./tour";

/** As a lawyer: find a client in the list, open it, read its people and its chatter. */
addTour("law_access_log_open", () => [
    { trigger: ".o_kanban_record:contains(Harbour Trading), .o_data_row .o_data_cell:contains(Harbour Trading)", run: "click" },
    { trigger: ".o_form_view .o-mail-Chatter .o-mail-Thread" },
    { trigger: ".o_form_view [name=taboo_topics], .o_form_view .o_notebook" },
]);

/** As the auditor: see who opened it, and check the log. */
addTour("law_access_log_check", () => [
    { trigger: ".o_data_row [name=client_names]:contains(Harbour Trading)" },
    { trigger: "button[name=action_check]", run: "click" },
    { trigger: ".modal .alert-success:contains(The log is whole)" },
    { trigger: ".modal footer button", run: "click" },
    { trigger: "body:not(:has(.modal))" },
    { trigger: ".o_data_row .o_data_cell[name=user_name]:first", run: "click" },
    { trigger: ".o_form_view [name=hash]" },
]);
