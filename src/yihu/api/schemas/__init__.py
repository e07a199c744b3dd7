"""The shapes of bodies and answers; unknown fields are refused, every text and number is bounded."""
