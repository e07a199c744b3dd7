"""The file of a household: catalogue, documents, accession register, shelves and the encrypted store."""
