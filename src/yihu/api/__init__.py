"""The HTTP API (contract §3): each endpoint finds who asks, calls one operation or reading, and answers."""
