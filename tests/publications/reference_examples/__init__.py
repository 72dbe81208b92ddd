"""Examples that the manuals of the reference styles print: what is known of a work, and its reference."""
