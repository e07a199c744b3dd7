"""Clock, ids, ciphers, text folding and problems: the standard library and cryptography alone."""
