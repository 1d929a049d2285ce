"""Geometry of the small charts that the server draws as SVG. Numbers in, coordinates out; no markup."""


def sparkline(values, width=120, height=28):
    """Points of a line over `values`: {"points": "x,y ...", "last": (x, y), "width", "height"}, or None under two."""
    values = [float(v) for v in values]
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    reach = (high - low) or 1
    step = (width - 4) / (len(values) - 1)
    heights = [round(height - 3 - (v - low) / reach * (height - 6), 1) for v in values]
    dots = [(round(2 + place * step, 1), y) for place, y in enumerate(heights)]
    return {"points": " ".join(f"{x},{y}" for x, y in dots), "last": dots[-1], "width": width, "height": height}


def bars(rows):
    """Horizontal bars for rows of {"label", "value", "tone"?, "text"?}: `length` in percent of the largest value."""
    rows = list(rows)
    top = max((row["value"] for row in rows), default=0) or 1
    return [
        {
            "label": row["label"],
            "text": row.get("text", row["value"]),
            "tone": row.get("tone", "info"),
            "length": round(max(0, row["value"]) / top * 100, 1),
        }
        for row in rows
    ]
