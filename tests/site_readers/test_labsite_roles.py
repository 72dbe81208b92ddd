import pytest

from site_readers.labsites.roles import role_of, standing, status_of


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Principal Investigators", "pi"),
        ("principal-investigator", "pi"),
        ("Directors", "pi"),
        ("课题组负责人", "pi"),
        ("Assistant Professor", "faculty"),
        ("Research Assistant Professor", "faculty"),
        ("教师", "faculty"),
        ("Post-doctoral Fellow", "postdoc"),
        ("博士后", "postdoc"),
        ("Ph.D. Candidate", "phd"),
        ("PhD Researcher, Yarn University", "phd"),
        ("博士研究生", "phd"),
        ("M.phil student", "master"),
        ("MA Student", "master"),
        ("MSc students", "master"),
        ("硕士研究生", "master"),
        ("Undergraduate Researcher", "undergraduate"),
        ("本科生", "undergraduate"),
        ("Undergraduate Interns", "intern"),
        ("Visiting Professor", "visitor"),
        ("research-assistant", "staff"),
        ("programmer", "staff"),
        ("Lab Technician", "staff"),
        ("Research Scientists", "staff"),
        ("Grad Students", ""),
        ("Master and PhD students", ""),
        ("High School Student", ""),
        ("Researchers", ""),
    ],
)
def test_label_names_the_role(label, role):
    assert role_of(label) == role


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Alumni", "previous"),
        ("alum", "previous"),
        ("Former Lab Members", "previous"),
        ("Graduates Students 毕业生", "previous"),
        ("已毕业校友", "previous"),
        ("Graduate students", ""),
        ("Undergraduates", ""),
        ("Current members", "current"),
        ("在读", "current"),
    ],
)
def test_label_says_whether_the_person_left(label, status):
    assert status_of(label) == status


def test_former_wins_over_current_and_the_contradiction_is_named():
    verdict = standing(["alumni", "PhD student", "current"])
    assert (verdict.role, verdict.status) == ("phd", "previous")
    assert "current" in verdict.conflict and "alumni" in verdict.conflict


def test_unknown_label_is_kept():
    assert standing(["Weaver", "Alumni"]).role == "Weaver"
    assert standing(["Alumni"]).role == ""


def test_collaborator_is_no_member():
    assert standing(["Collaborator"]).is_outsider
    assert not standing(["PhD student", "Collaborators"]).is_outsider
