"""Contents of forms are compared and merged like text is by version control."""

from hypothesis import given
from hypothesis import strategies as st

from moderation.forms.snapshot import compare, merge


def content(fields=None, **rows):
    return {"fields": {name: [value] for name, value in (fields or {}).items()}, "rows": rows}


def row(id, **values):
    return {"id": id, "values": {name: [value] for name, value in values.items()}}


def test_the_same_content_does_not_differ():
    same = content({"name": "Ada"}, links=[row("1", url="https://example.org")])
    assert not compare(same, same)


def test_line_ends_and_missing_empty_values_are_no_compare():
    assert not compare(content({"bio": "a\r\nb", "email": ""}), content({"bio": "a\nb"}))


def test_a_changed_field_is_named_with_old_and_new_value():
    (change,) = compare(content({"name": "Ada"}), content({"name": "Ada E."})).fields
    assert (change.field, change.old, change.new) == ("name", ["Ada"], ["Ada E."])


def test_rows_are_added_removed_and_changed():
    old = content(links=[row("1", url="a"), row("2", url="b")])
    new = content(links=[row("2", url="c"), row("new1", url="d")])
    assert [(found.kind, found.row_id) for found in compare(old, new).rows] == [
        ("removed", "1"),
        ("changed", "2"),
        ("added", "new1"),
    ]


def test_a_new_order_of_rows_is_a_difference():
    one, two = row("1", url="a"), row("2", url="b")
    found = compare(content(links=[one, two]), content(links=[two, one]))
    assert (found.rows, found.reordered) == ([], ["links"])


def test_changes_of_both_sides_to_different_fields_are_kept():
    base = content({"name": "Ada", "bio": "old"})
    merged = merge(base, content({"name": "Ada", "bio": "theirs"}), content({"name": "Ours", "bio": "old"}))
    assert merged.snapshot == content({"name": "Ours", "bio": "theirs"})
    assert not merged.conflicts


def test_the_same_change_by_both_sides_is_no_conflict():
    changed = content({"name": "Ada E."})
    assert not merge(content({"name": "Ada"}), changed, changed).conflicts


def test_different_changes_of_one_field_conflict_and_show_all_three():
    merged = merge(content({"bio": "old"}), content({"bio": "theirs"}), content({"bio": "ours"}))
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.theirs, conflict.ours) == (["old"], ["theirs"], ["ours"])
    assert merged.snapshot == content({"bio": "ours"})


def test_rows_added_by_both_sides_are_kept():
    base = content(links=[row("1", url="a")])
    theirs = content(links=[row("1", url="a"), row("2", url="b")])
    ours = content(links=[row("1", url="a"), row("new1", url="c")])
    merged = merge(base, theirs, ours)
    assert merged.snapshot["rows"]["links"] == [row("1", url="a"), row("2", url="b"), row("new1", url="c")]


def test_a_row_that_one_side_has_removed_and_the_other_left_alone_goes():
    base = content(links=[row("1", url="a"), row("2", url="b")])
    shorter = content(links=[row("2", url="b")])
    assert merge(base, base, shorter).snapshot == shorter
    assert merge(base, shorter, base).snapshot == shorter


def test_what_is_added_stays_where_it_was_added_whoever_has_added_it():
    one, two, front, middle, end = (row(id, url=id) for id in ("1", "2", "new1", "new2", "new3"))
    base, longer = content(links=[one, two]), content(links=[front, one, middle, two])
    assert merge(base, base, longer).snapshot == longer == merge(base, longer, base).snapshot
    both = merge(base, longer, content(links=[one, end, two])).snapshot["rows"]["links"]
    assert both == [front, one, middle, end, two]
    moved = merge(base, longer, content(links=[two, end, one])).snapshot["rows"]["links"]
    assert moved == [front, two, end, one, middle]


def test_a_row_that_one_side_has_removed_and_the_other_changed_is_a_conflict():
    base, changed = content(links=[row("1", url="a")]), content(links=[row("1", url="b")])
    gone = content(links=[])
    assert merge(base, changed, gone).conflicts
    kept = merge(base, gone, changed)
    assert kept.conflicts
    assert kept.snapshot["rows"]["links"] == [row("1", url="b")]


values = st.dictionaries(
    st.sampled_from(["a", "b"]), st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=1)
)
saved_rows = st.lists(st.sampled_from(["1", "2", "3"]), unique=True).flatmap(
    lambda ids: st.tuples(*(st.fixed_dictionaries({"id": st.just(id), "values": values}) for id in ids)).map(
        list
    )
)
contents = st.builds(lambda fields, rows: {"fields": fields, "rows": {"links": rows}}, values, saved_rows)


@given(contents, contents)
def test_without_changes_of_theirs_the_merge_is_ours(base, ours):
    merged = merge(base, base, ours)
    assert not merged.conflicts
    assert not compare(merged.snapshot, ours)
    assert [row["id"] for row in merged.snapshot["rows"]["links"]] == [
        row["id"] for row in ours["rows"]["links"]
    ]


@given(contents, contents)
def test_without_changes_of_ours_the_merge_is_theirs(base, theirs):
    merged = merge(base, theirs, base)
    assert not merged.conflicts
    assert not compare(merged.snapshot, theirs)
