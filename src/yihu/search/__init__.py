"""One box: whatever people remember of a household leads to it, for those who may know it (R1.10c)."""
