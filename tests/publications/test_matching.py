"""Matching printed author names with members: what is linked, what has candidates, what matches nobody."""

import pytest

from publications.matching import Match, Matcher, Member
from tests.publications.matching_steps import is_linked, match, matcher_of


def candidates(printed: str, *spellings: str) -> tuple:
    result = match(printed, *spellings)
    assert result.member is None
    return result.candidates


# ---- tables: names that are linked, that have candidates, and that match nobody -------------------

XU = "Jiaming Xu=许珈铭"
LINKED = [
    # case, order, commas, spaces
    ("Jiaming Xu", XU),
    ("jiaming xu", XU),
    ("JIAMING XU", XU),
    ("Xu, Jiaming", XU),
    ("Xu,Jiaming", XU),
    ("Xu，Jiaming", XU),
    ("Xu Jiaming", XU),
    ("XU Jiaming", XU),
    ("Jiaming XU", XU),
    ("  Jiaming   Xu ", XU),
    ("Jia-Ming Xu", XU),
    ("Jia Ming Xu", XU),
    ("Jia‐ming Xu", XU),
    ("JiaMing Xu", XU),
    ("Xu Jia-Ming", XU),
    ("Xu Jia Ming", XU),
    ("Xu, Jia Ming", XU),
    ("Jiāmíng Xú", XU),
    ("Jiaming Xu*", XU),
    ("Jiaming Xu1,2", XU),
    ("Jiaming B. Xu", XU),
    ("Jiaming (Jim) Xu", XU),
    ("Li, Chen", "Chen Li"),
    ("Chen Li", "Chen Li"),
    ("LI Chen", "Chen Li"),
    ("Min-Ho Kim", "Minho Kim"),
    ("Kim Min-Ho", "Minho Kim"),
    ("Ou-Yang San", "San Ouyang"),
    ("Ou Yang San", "San Ouyang"),
    ("San Ou Yang", "San Ouyang"),
    # Chinese characters and pinyin, in both directions
    ("许珈铭", XU),
    ("许 珈铭", XU),
    ("许珈铭*", XU),
    ("许珈铭 (Jim)", XU),
    ("Jiaming Xu (许珈铭)", XU),
    ("许珈铭", "Jiaming Xu"),
    ("许珈铭", "Xu Jiaming"),
    ("Xu Jiaming", "许珈铭"),
    ("Jiaming Xu", "Jamie Xu=许珈铭"),
    ("曾小明", "Xiaoming Zeng"),
    ("曾小明", "Xiaoming Ceng"),
    ("Zeng Xiaoming", "曾小明"),
    ("单小明", "Xiaoming Shan"),
    ("单小明", "Xiaoming Dan"),
    ("仇小明", "Xiaoming Qiu"),
    ("解小明", "Xiaoming Xie"),
    ("查小明", "Xiaoming Zha"),
    ("覃小明", "Xiaoming Qin"),
    ("覃小明", "Xiaoming Tan"),
    ("欧阳小明", "Xiaoming Ouyang"),
    ("Sima Xiaoming", "司马小明"),
    ("Wei Lü", "吕薇"),
    ("Wei Lv", "吕薇"),
    ("Wei Lyu", "吕薇"),
    ("Wei Lu", "吕薇"),
    ("吕薇", "Wei Lyu"),
    ("Wei Lv", "Wei Lü"),
    ("Lele Wang", "王乐乐"),
    ("Yueyue Wang", "王乐乐"),
    # accents and letters of other languages
    ("Jerome Muller", "Jérôme Müller"),
    ("Jerome Mueller", "Jérôme Müller"),
    ("Jérôme Müller", "Jerome Mueller"),
    ("Jerome Mu\u0308ller", "Jérôme Müller"),
    ("Karl Strauss", "Karl Strauß"),
    ("Soren Oster", "Søren Øster"),
    ("Soeren Oester", "Søren Øster"),
    ("Kare Kjaer", "Kåre Kjær"),
    ("Lukasz Zak", "Łukasz Żak"),
    ("Djordje Zak", "Đorđe Žak"),
    ("Yildiz Isik", "Yıldız Işık"),
    ("Nguyen Van Duc", "Nguyễn Văn Đức"),
    ("Van Duc Nguyen", "Nguyễn Văn Đức"),
    ("Văn Đức Nguyễn", "Nguyễn Văn Đức"),
    ("Нина Пример", "Nina Example=Нина Пример"),
    ("田中 さくら", "Sakura Tanaka=田中さくら"),
    ("許珈銘", XU),
    ("欧阳锋", "Feng Ouyang=歐陽鋒"),
    # middle names, particles, suffixes, apostrophes
    ("Jean B. Dupont", "Jean Dupont"),
    ("Jean B. Dupont", "Jean Baptiste Dupont"),
    ("Dupont, Jean B.", "Jean Dupont"),
    ("Jean Baptiste Dupont", "Jean-Baptiste Dupont"),
    ("DUPONT Jean", "Jean Dupont"),
    ("Ada Van Der Example", "Ada van der Example"),
    ("van der Example, Ada", "Ada van der Example"),
    ("Example, Ada van der", "Ada van der Example"),
    ("Ada Vanderexample", "Ada van der Example"),
    ("Ada DE LA EXAMPLE", "Ada de la Example"),
    ("Ada Costa e Example", "Costa e Example, Ada"),
    ("Ada García Example", "Ada García-Example"),
    ("Example, Jr., Bob", "Bob Example, Jr."),
    ("Bob Example III", "Example, Bob, III"),
    ("Ada OBrien", "Ada O’Brien"),
    ("Ada O'Brien", "Ada O’Brien"),
    ("Omar Al Example", "Omar Al-Example"),
    ("Example, Ada, PhD", "Ada Example"),
    ("Nina Yu. Example", "Nina Example"),
    ("Example, Nina Yu.", "Nina Example"),
    ("Bob Example", "Bob Example Jr."),
    # an additional given name that the member has in another spelling
    ("João Paulo Silva", "João Paulo Example=João Silva"),
    ("David Tai-Man Chan", "Tai Man Chan=David Chan"),
    # surnames of two syllables, which are not given names; other romanizations than pinyin
    ("Ouyang Feng", "Feng Ouyang"),
    ("Tsai Chih-Hao", "Chih-Hao Tsai"),
    ("Wong Ka-Wing", "Ka Wing Wong"),
    # recorded spellings of a member
    ("Sukarno", "Sukarno"),
    ("J. Xu", "Jiaming Xu=J. Xu"),
    ("Jimmy Example", "Jiaming Xu=Jimmy Example"),
]
CANDIDATES = [
    ("J. Xu", XU),
    ("J Xu", XU),
    ("Xu J", XU),
    ("Xu, J.", XU),
    ("J.-M. Xu", XU),
    ("JM Xu", XU),
    ("Xu JM", XU),
    ("Jia M. Xu", XU),
    ("Xu", XU),
    ("Jiaming Xu", "J. Xu"),
    ("Li Chen", "Chen Li"),
    ("Dupont Jean", "Jean Dupont"),
    ("Jia Ming Xu", "Mingxu Jia"),
    ("Wei D. Chen", "Wei Chen"),
    ("Wei Lü", "Wei Lu"),
    ("王翰桢", "Hanzhen Wang=王翰楨"),
    ("J. B. Dupont", "Jean Baptiste Dupont"),
    ("Jiaming Xu 0002", XU),
    ("Brian Le", "L. E. Brian"),
    ("Nguyễn Thị Hưởng", "Nguyễn Thị Hương"),
    ("Wei David Chen", "Wei Chen"),
    ("Jean Dupont", "Jean Baptiste Dupont"),
    ("Ana María Dupont", "Ana Dupont"),
    ("López, María", "María José García López"),
    ("de la Example, Ada", "Ada García de la Example"),
    ("Ada Example", "Ada van der Example"),
    ("von Example, Ada", "Ada Example"),
    ("Bob Example Jr.", "Bob Example"),
    ("Anna L. Example", "Anna-Lena Example"),
]
NOBODY = [
    ("", XU),
    ("*", XU),
    ("and others", XU),
    ("The Example Collaboration of Many Very Different Research Groups Everywhere", XU),
    ("Jiaxin Xu", XU),
    ("Jia Xu", XU),
    ("Jiaming Xue", XU),
    ("Y. Xu", XU),
    ("J. Y. Xu", XU),
    ("许佳明", XU),
    ("徐珈铭", XU),
    ("Xu Jiaming (徐佳明)", XU),
    ("Jia Mingxu", XU),
    ("Hu Jiaming", "许珈铭"),
    ("Yu Dan", "Yu Shan=单宇"),
    ("Chan, Tai", "Tai Man Chan"),
    ("Le Wang", "Yue Wang=王乐"),
    ("Jean C. Dupont", "Jean B. Dupont"),
    ("Jeanne Dupont", "Jean Dupont"),
    ("Bob Example Jr.", "Bob Example III"),
    ("Wei Lv", "Wei Lu"),
    ("Anh Nguyen", "Van Anh Nguyen"),
    ("Jean Muller", "Jean Miller"),
    ("Ada van Example", "Ada von Example"),
    ("某某, G.", "某某, P. S."),
    ("某某, Greta", "某某, Paul"),
]


@pytest.mark.parametrize(("printed", "member"), LINKED)
def test_full_name_is_linked(printed, member):
    assert is_linked(printed, member, "Ada Other=阿某", "Junyi Hong")


@pytest.mark.parametrize(("printed", "member"), CANDIDATES)
def test_less_than_a_full_name_gives_a_candidate(printed, member):
    assert candidates(printed, member, "Ada Other=阿某", "Junyi Hong") == (member.split("=")[0],)


@pytest.mark.parametrize(("printed", "member"), NOBODY)
def test_another_name_matches_nobody(printed, member):
    assert match(printed, member, "Ada Other=阿某", "Junyi Hong") == Match()


# ---- several members with similar names -----------------------------------------------------------


def test_initials_give_all_members_they_fit():
    assert candidates("J. Xu", "Jiaming Xu", "Junyi Xu", "Ada Xu", "Jun Li") == ("Jiaming Xu", "Junyi Xu")


def test_two_initials_must_fit_the_syllables_of_a_given_name():
    assert candidates("J.-M. Xu", "Jiaming Xu", "Junyi Xu") == ("Jiaming Xu",)


def test_members_of_the_same_name_are_both_candidates():
    matcher = Matcher([Member(1, ("Jiaming Xu",)), Member(2, ("Xu, Jiaming",))])
    assert matcher.match("Jiaming Xu") == Match(None, (1, 2), "several")


def test_members_of_the_same_pinyin_are_distinguished_by_characters():
    members = "Jiaming Xu=许珈铭", "Jamie Xu=许佳明"
    assert candidates("Jiaming Xu", *members) == ("Jiaming Xu", "Jamie Xu")
    assert match("许佳明", *members) == Match("Jamie Xu", (), "characters")


def test_unknown_characters_match_by_pinyin_only_members_without_characters():
    assert match("许佳明", "Jiaming Xu=许珈铭", "Jia-Ming Xu") == Match("Jia-Ming Xu", (), "pinyin")


def test_middle_initial_distinguishes_members_of_the_same_name():
    members = "Jean Dupont", "Jean B. Dupont"
    assert match("Jean B. Dupont", *members).member == "Jean B. Dupont"
    assert candidates("Jean Dupont", *members) == members


def test_initial_that_may_be_half_of_another_members_first_name_is_not_decisive():
    members = "Anna Example", "Anna-Lena Example"
    assert candidates("Anna L. Example", *members) == members
    assert match("Anna Example", *members).member == "Anna Example"
    assert match("Anna M. Example", *members).member == "Anna Example"


def test_members_with_reversed_names_are_both_candidates():
    members = "Li Wang", "Wang Li"
    assert candidates("Li Wang", *members) == members
    assert candidates("Wang Li", *members) == members[::-1]


def test_suffix_distinguishes_son_from_father():
    assert match("Bob Example, Jr.", "Bob Example", "Bob Example Jr.").member == "Bob Example Jr."


def test_recorded_initials_that_fit_another_member_give_both():
    assert candidates("J. Xu", "Jiaming Xu=J. Xu", "Junyi Xu") == ("Jiaming Xu", "Junyi Xu")


def test_dblp_number_links_only_the_member_who_recorded_it():
    members = "Wei Wang=Wei Wang 0012", "Ada Other"
    assert match("Wei Wang 0012", *members).member == "Wei Wang"
    assert match("Wei Wang 0013", *members) == Match()
    assert match("Wei Wang", *members).member == "Wei Wang"


# ---- ORCID iDs and years --------------------------------------------------------------------------

IRIS, NOAH = "0000-0002-1825-0097", "0000-0001-5109-3700"


def test_equal_orcid_links_whatever_the_name():
    matcher = Matcher([Member(1, ("Jiaming Xu",), orcid=IRIS), Member(2, ("Ada Example",))])
    assert matcher.match("Ada Example", orcid=f"https://orcid.org/{IRIS}") == Match(1, (), "orcid")


def test_different_orcid_never_matches():
    matcher = Matcher([Member(1, ("Jiaming Xu",), orcid=IRIS)])
    assert matcher.match("Jiaming Xu", orcid=NOAH) == Match()
    assert matcher.match("J. Xu", orcid=NOAH) == Match()


def test_unknown_orcid_matches_a_member_without_one_by_name():
    matcher = Matcher([Member(1, ("Jiaming Xu",), orcid=IRIS), Member(2, ("Jiaming Xu",))])
    assert matcher.match("Jiaming Xu", orcid=NOAH).member == 2


def test_invalid_orcid_is_ignored():
    assert Matcher([Member(1, ("Jiaming Xu",), orcid=IRIS)]).match("Jiaming Xu", orcid="n/a").member == 1


def test_year_orders_candidates_and_never_links():
    matcher = Matcher([Member(1, ("Jiaming Xu",), left=2015), Member(2, ("Junyi Xu",), joined=2020)])
    assert matcher.match("J. Xu", year=2024).candidates == (2, 1)
    assert matcher.match("J. Xu", year=2014).candidates == (1, 2)
    assert matcher.match("Xu Jiaming", year=2024).member == 1


# ---- the authors of one publication ----------------------------------------------------------------


def test_member_is_never_two_authors_of_one_paper():
    first, second, third = matcher_of("Jiaming Xu").match_all(["Jiaming Xu", "Ada Example", "Xu Jiaming"])
    assert first == third == Match(None, ("Jiaming Xu",), "twice")
    assert second == Match()


def test_full_name_takes_precedence_over_initials():
    full, initials = matcher_of("Jiaming Xu", "Junyi Xu").match_all(["Jiaming Xu", "J. Xu"])
    assert full.member == "Jiaming Xu"
    assert initials == Match(None, ("Junyi Xu",), "initials")


def test_orcid_takes_precedence_over_a_full_name():
    matcher = Matcher([Member(1, ("Jiaming Xu",), orcid=IRIS)])
    assert matcher.match_all(["Jiaming Xu", "J. Xu"], ["", IRIS]) == [Match(), Match(1, (), "orcid")]


def test_remaining_member_is_not_linked_by_elimination():
    matcher = Matcher([Member(1, ("Jiaming Xu",), orcid=IRIS), Member(2, ("Jiaming Xu",))])
    assert matcher.match_all(["Jiaming Xu", "Jiaming Xu"], [IRIS])[1] == Match(None, (2,), "several")
