"""Read our exports with the programs that people use, and compare field by field: `make interop`.

Not part of the tests, because it installs programs; `tests/test_interop.py` tests our own readers with it.

- `publications`: invented publications (`publications.toml`) and what a program should read, by field
- `programs`: install the programs, in the versions for which `differences.toml` holds
- `readers`: the programs; `scripts/` is what they run
- `values`: what they read, in the fields of `publications`
- `exports`: write the files that they read
- `comparison`: the differences, beside those that are known and have a reason (`differences.toml`)
"""
