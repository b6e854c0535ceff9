"""What the bot's runtime counts, for Prometheus. Numbers only, never a chat or a name."""

from prometheus_client import Counter, Gauge

arrivals_total = Counter("qulaq_arrivals_total", "Events handled for the first time")
parked_total = Counter("qulaq_parked_total", "Things put aside for people to look at", ["source"])
updates_missing_total = Counter(
    "qulaq_updates_missing_total", "Update ids passed over: given out, and never received"
)
wishes_total = Counter(
    "qulaq_wishes_total", "Attempts at wishes: done, or later", ["kind", "outcome"]
)
outbox_waiting = Gauge("qulaq_outbox_waiting", "Wishes not yet carried out", ["kind"])
outbox_oldest_s = Gauge("qulaq_outbox_oldest_seconds", "Age of the oldest wish", ["kind"])
