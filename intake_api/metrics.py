"""A handful of figures for Prometheus; counts and times, nobody's words."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """Of one application; a registry of its own, so that two can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.reports = Counter(
            "qulaq_reports_received", "Reports taken in", ["kind"], registry=self.registry
        )
        self.requests = Histogram(
            "qulaq_http_seconds",
            "Time to answer",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.consoles = Gauge(
            "qulaq_live_lines", "Consoles on the line now", registry=self.registry
        )
        self.journal = Gauge(
            "qulaq_journal_seq", "Newest journal entry read", registry=self.registry
        )

    def text(self) -> bytes:
        return generate_latest(self.registry)
