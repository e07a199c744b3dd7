"""What passes the gate: vehicles with their permits (R2.1.3)."""
