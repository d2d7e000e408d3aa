from portal.demo.events.load import load_events

__all__ = ["load_events"]
