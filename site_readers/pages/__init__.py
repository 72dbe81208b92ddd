"""Turn the blocks of a page into items.

- `reader`: the blocks one after the other
- `outline`: the headings, which say what stands below them
- `papers`, `people`, `projects`, `services`, `lists`: the items of sections
- `dated_entries`: several items in one block; `lines`: what the lines of a block say together
- `calls`: openings
- `output`: items and remainders for the result
"""
