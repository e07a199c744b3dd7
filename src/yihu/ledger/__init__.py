"""The append-only, chained and signed record of every act."""
