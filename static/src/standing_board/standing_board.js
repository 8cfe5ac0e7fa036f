import { Component } from "@odoo/owl";
import { formatDate, deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The client's indicators side by side: how each stands, since when, and the trend. */
export class StandingBoard extends Component {
    static template = "law_firm_client.StandingBoard";
    static props = { ...standardFieldProps };

    get tiles() {
        return this.props.record.data[this.props.name] || [];
    }

    dots(tile) {
        return [1, 2, 3, 4, 5].map((step) => step <= tile.rating);
    }

    level(tile) {
        return ["none", "low", "low", "fair", "high", "high"][tile.rating];
    }

    trend(tile) {
        return { 1: "fa-arrow-up", "-1": "fa-arrow-down" }[tile.trend] || "";
    }

    trendTitle(tile) {
        return tile.trend > 0 ? _t("Better than before") : _t("Worse than before");
    }

    date(tile) {
        return tile.date ? formatDate(deserializeDate(tile.date)) : "";
    }

    describe(tile) {
        return tile.rating
            ? `${tile.label}: ${tile.text} (${tile.rating}/5), ${this.date(tile)}`
            : `${tile.label}: ${_t("not judged yet")}`;
    }
}

registry.category("fields").add("law_standing_board", {
    component: StandingBoard,
    supportedTypes: ["json"],
});
