"""一戶一檔: one household, one file, for property-management companies."""

__version__ = "0.1.0"
