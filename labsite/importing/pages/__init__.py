"""Turn the blocks of a page into items.

- `reader`: the blocks one after the other
- `outline`: the headings, which say what stands below them
- `papers`, `people`, `lists`: the items of sections; `dated_entries`: several of them in one block
- `calls`: openings
- `output`: items and remainders for the result
"""
