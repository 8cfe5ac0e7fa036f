"""The figures of dev/bench as a table."""

from statistics import median

HEADINGS = ("what", "clients", "ours", "stock Odoo", "bare SQL", "to stock", "to SQL")
WIDTHS = (46, 8, 26, 26, 18, 9, 9)


def show(facts, figures):
    """Return the table of all figures, as text."""
    lines = [
        "",
        "{cores} cores (load {load:.1f}), PostgreSQL {postgresql}, Odoo {odoo}, "
        "{date}, {seconds} s".format(**facts),
        "Median (least–most), queries, memory at its highest; ratios below 1: ours is "
        "faster.",
        "",
        _line(HEADINGS),
    ]
    for (bench, what), sides in _by_row(figures).items():
        lines.append(_line(_cells(f"{bench}: {what}", sides)))
    return "\n".join(lines)


def _by_row(figures):
    rows = {}
    for figure in figures:
        row = rows.setdefault((figure["bench"], figure["what"]), {})
        row[figure["side"]] = figure
    return rows


def _cells(what, sides):
    first = next(iter(sides.values()))
    if "count" in first:
        wanted = first["wanted"]
        told = "" if wanted is None else f", must be {wanted}"
        return (what, "", f"{first['count']}{told}")
    ratios = [_ratio(sides, other) for other in ("stock", "sql")]
    shown = [_time(sides.get(side)) for side in ("ours", "stock", "sql")]
    return (what, str(first["size"]), *shown, *ratios)


def _ratio(sides, other):
    if "ours" not in sides or other not in sides:
        return "–"
    figures = [median(sides[side]["seconds"]) for side in ("ours", other)]
    ratio = figures[0] / figures[1]
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def _time(figure):
    if not figure:
        return "–"
    seconds = sorted(figure["seconds"])
    text = _unit(median(seconds))
    if len(seconds) > 1:
        text += f" ({_unit(seconds[0])}–{_unit(seconds[-1])})"
    if figure["side"] == "sql":
        return text
    if median(seconds) > 1:
        return f"{text} {figure['peak_mb']} MB"
    return f"{text} {figure['queries']} q"


def _unit(seconds):
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{1000 * seconds:.3g} ms"


def _line(cells):
    padded = [
        cell.ljust(width) if number == 0 else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(cells, WIDTHS, strict=False))
    ]
    return " ".join(padded).rstrip()
