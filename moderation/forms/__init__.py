"""Edit forms: one form and the formsets of its rows, edited, compared, stored and saved as a unit.

``spec``                     what can be edited: an editor per kind of object, with its row sets and sections
``base``                     base classes of the model forms that an editor uses
``submission``               what a browser submitted, merged into the current state
``snapshot``                 what a form holds, as plain data: compare and merge
``edit_form``                the form of one object: bind a snapshot, validate, save
``bulk_text``                very long row sets as one text, a line per row
``form_presentation``        a form as templates show it: sections, rows, error summary
``difference_presentation``  differences and conflicts as templates show them
"""
