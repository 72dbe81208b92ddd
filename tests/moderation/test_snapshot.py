"""Snapshots are compared and merged as version control compares and merges texts."""

from hypothesis import given
from hypothesis import strategies as st

from moderation.forms.snapshot import compare, merge
from moderation.recorded_states import values_of


def snapshot(fields=None, **rows):
    return {"fields": {name: [value] for name, value in (fields or {}).items()}, "rows": rows}


def row(id, **values):
    return {"id": id, "values": {name: [value] for name, value in values.items()}}


# ---- comparing --------------------------------------------------------------------------------


def test_equal_snapshots_do_not_differ():
    same = snapshot({"name": "Ada"}, links=[row("1", url="https://example.org")])
    assert not compare(same, same)


def test_line_breaks_and_missing_empty_values_are_not_differences():
    assert not compare(snapshot({"bio": "a\r\nb", "email": ""}), snapshot({"bio": "a\nb"}))


def test_other_order_of_the_rows_that_a_field_refers_to_is_no_difference():
    first, second = ({"fields": {"people": keys}, "rows": {}} for keys in (["12", "5"], ["5", "12"]))
    assert not compare(first, second) and not merge(first, second, second).conflicts
    assert compare(
        {"fields": {"names": ["B", "A"]}, "rows": {}}, {"fields": {"names": ["A", "B"]}, "rows": {}}
    )


def test_changed_field_is_reported_with_its_old_and_new_value():
    (change,) = compare(snapshot({"name": "Ada"}), snapshot({"name": "Ada E."})).fields
    assert (change.field, change.old, change.new) == ("name", ["Ada"], ["Ada E."])


def test_added_removed_and_changed_rows_are_reported():
    old = snapshot(links=[row("1", url="a"), row("2", url="b")])
    new = snapshot(links=[row("2", url="c"), row("new1", url="d")])
    assert [(change.kind, change.row_id) for change in compare(old, new).rows] == [
        ("removed", "1"),
        ("changed", "2"),
        ("added", "new1"),
    ]


def test_new_order_of_rows_is_a_difference():
    one, two = row("1", url="a"), row("2", url="b")
    difference = compare(snapshot(links=[one, two]), snapshot(links=[two, one]))
    assert (difference.rows, difference.reordered) == ([], ["links"])


# ---- merging ----------------------------------------------------------------------------------


def test_changes_of_both_sides_to_different_fields_are_merged():
    base = snapshot({"name": "Ada", "bio": "old"})
    theirs = snapshot({"name": "Ada", "bio": "theirs"})
    result = merge(base, theirs, snapshot({"name": "Ours", "bio": "old"}))
    assert result.snapshot == snapshot({"name": "Ours", "bio": "theirs"})
    assert not result.conflicts


def test_same_change_by_both_sides_is_not_a_conflict():
    changed = snapshot({"name": "Ada E."})
    assert not merge(snapshot({"name": "Ada"}), changed, changed).conflicts


def test_different_changes_of_one_field_are_a_conflict_with_all_three_values():
    result = merge(snapshot({"bio": "old"}), snapshot({"bio": "theirs"}), snapshot({"bio": "ours"}))
    (conflict,) = result.conflicts
    assert (conflict.base, conflict.theirs, conflict.ours) == (["old"], ["theirs"], ["ours"])
    assert result.snapshot == snapshot({"bio": "ours"})


def test_rows_added_by_both_sides_are_merged():
    base = snapshot(links=[row("1", url="a")])
    theirs = snapshot(links=[row("1", url="a"), row("2", url="b")])
    ours = snapshot(links=[row("1", url="a"), row("new1", url="c")])
    merged = merge(base, theirs, ours).snapshot["rows"]["links"]
    assert merged == [row("1", url="a"), row("2", url="b"), row("new1", url="c")]


def test_row_removed_by_one_side_and_unchanged_by_the_other_is_removed():
    base = snapshot(links=[row("1", url="a"), row("2", url="b")])
    shorter = snapshot(links=[row("2", url="b")])
    assert merge(base, base, shorter).snapshot == shorter
    assert merge(base, shorter, base).snapshot == shorter


def test_added_rows_stay_where_either_side_added_them():
    one, two, front, middle, end = (row(id, url=id) for id in ("1", "2", "new1", "new2", "new3"))
    base, longer = snapshot(links=[one, two]), snapshot(links=[front, one, middle, two])
    assert merge(base, base, longer).snapshot == longer == merge(base, longer, base).snapshot
    both = merge(base, longer, snapshot(links=[one, end, two])).snapshot["rows"]["links"]
    assert both == [front, one, middle, end, two]
    moved = merge(base, longer, snapshot(links=[two, end, one])).snapshot["rows"]["links"]
    assert moved == [front, two, end, one, middle]


def test_row_removed_by_one_side_and_changed_by_the_other_is_a_conflict():
    base, changed = snapshot(links=[row("1", url="a")]), snapshot(links=[row("1", url="b")])
    removed = snapshot(links=[])
    assert merge(base, changed, removed).conflicts
    result = merge(base, removed, changed)
    assert result.conflicts
    assert result.snapshot["rows"]["links"] == [row("1", url="b")]


# ---- properties of every merge ----------------------------------------------------------------

values = st.dictionaries(
    st.sampled_from(["a", "b"]), st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=1)
)
saved_rows = st.lists(st.sampled_from(["1", "2", "3"]), unique=True).flatmap(
    lambda ids: st.tuples(*(st.fixed_dictionaries({"id": st.just(id), "values": values}) for id in ids)).map(
        list
    )
)
snapshots = st.builds(lambda fields, rows: {"fields": fields, "rows": {"links": rows}}, values, saved_rows)


@given(snapshots, snapshots)
def test_merge_without_their_changes_is_ours(base, ours):
    result = merge(base, base, ours)
    assert not result.conflicts
    assert not compare(result.snapshot, ours)
    assert [row["id"] for row in result.snapshot["rows"]["links"]] == [
        row["id"] for row in ours["rows"]["links"]
    ]


@given(snapshots, snapshots)
def test_merge_without_our_changes_is_theirs(base, theirs):
    result = merge(base, theirs, base)
    assert not result.conflicts
    assert not compare(result.snapshot, theirs)


def test_recorded_keys_of_a_many_to_many_field_have_no_order_and_other_lists_do():
    assert values_of({"people": [12, 5]}, ()) == values_of({"people": [5, 12]}, ()) == {"people": ["5", "12"]}
    assert values_of({"funding": [{"a": "2"}, {"a": "1"}]}, ()) == {"funding": ["2", "1"]}
