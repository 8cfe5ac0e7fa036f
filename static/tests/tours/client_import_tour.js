import { addTour } from "./tour";

/** Choose a file in the upload widget, as a person would; the test serves it. */
async function chooseFile(tour, filename) {
    const response = await fetch(`/law_import_test/${tour}`);
    if (!response.ok) {
        throw new Error(`The test serves no file: ${response.status}`);
    }
    const chosen = new DataTransfer();
    chosen.items.add(new File([await response.blob()], filename));
    const input = document.querySelector(".o_field_widget[name=file] input[type=file]");
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
}

function importTour(tour, filename, { meaning, tile, report = [], done }) {
    addTour(tour, () => [
        {
            trigger: ".o_field_widget[name=file] .o_select_file_button",
            run: () => chooseFile(tour, filename),
        },
        { trigger: ".o_field_widget[name=file] .o_clear_file_button" },
        { trigger: "button[name=action_read_columns]", run: "click" },
        { trigger: `.o_data_cell[name=card_meaning]:contains(${meaning})` },
        { trigger: "button[name=action_check]", run: "click" },
        { trigger: `div[name=report] .law-import-tile:contains(${tile})` },
        ...report,
        { trigger: "button[name=action_import]:enabled", run: "click" },
        { trigger: `div[name=done] .law-import-tile:contains(${done})` },
    ]);
}

importTour("law_import_chinese_csv", "客户资料卡.csv", {
    meaning: "Registration number",
    tile: "300",
    report: [
        { trigger: "[name=tally_ids] .o_data_row:contains(Not a date):contains(6)" },
        { trigger: ".nav-link:contains(Duplicates)", run: "click" },
        { trigger: "[name=choice_ids] .o_data_row:contains(Same registration number):contains(7)" },
        { trigger: "[name=choice_ids] .o_data_row:contains(Same name):contains(8)" },
    ],
    done: "260",
});

importTour("law_import_workbook", "client_cards_bilingual.xlsx", {
    meaning: "Legal representative",
    tile: "200",
    report: [
        { trigger: ".law-import-tile:contains(80)" },
        { trigger: ".nav-link:contains(Duplicates)", run: "click" },
        {
            trigger: "[name=choice_ids] .o_data_row:contains(Same name) button[name=action_open]",
            run: "click",
        },
        { trigger: ".o_list_view .o_data_row:count(3)" },
        { trigger: "thead .o_list_record_selector input", run: "click" },
        { trigger: ".o_control_panel button[name=action_update]", run: "click" },
        { trigger: ".o_data_row .o_data_cell[name=decision]:contains(Update empty fields)" },
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { trigger: ".nav-link:contains(Duplicates)", run: "click" },
        {
            trigger: "[name=choice_ids] .o_data_row:contains(Same registration number) .o_data_cell[name=decision]",
            run: "click",
        },
        {
            trigger: "[name=choice_ids] .o_selected_row .o_data_cell[name=decision] input",
            run: "click",
        },
        { trigger: ".o_select_menu_item:contains(Update empty fields)", run: "click" },
    ],
    done: "174",
});

importTour("law_import_address_cards", "contacts.vcf", {
    meaning: "Contact person",
    tile: "60",
    done: "60",
});

importTour("law_import_registry", "la_active_businesses.csv", {
    meaning: "Trade or short name",
    tile: "498",
    report: [{ trigger: "[name=tally_ids] .o_data_row:contains(Unknown industry)" }],
    done: "489",
});
