"""What the gate writes into the ledger."""

REGISTERED = "vehicle.registered"
ENDED = "vehicle.ended"
LISTED = "vehicle.listed"
