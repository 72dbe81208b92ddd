"""Examples from the manuals of the reference styles: the data of a publication and its printed reference."""
