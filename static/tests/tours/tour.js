import { registry } from "@web/core/registry";

// A busy machine is no failure: the most that Odoo lets a step wait.
const PATIENCE = 60000;

/** Register a tour of the addon; `steps` is a function, as Odoo expects it. */
export function addTour(name, steps) {
    registry.category("web_tour.tours").add(name, {
        steps: () => steps().map((step) => ({ timeout: PATIENCE, ...step })),
    });
}
