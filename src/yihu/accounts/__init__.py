"""The people who work here: accounts, appointments, areas."""
