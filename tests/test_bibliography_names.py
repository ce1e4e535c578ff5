"""Who wrote a work: persons are parted, and ministries are not."""

import pytest

from reportgen.bibliography import names
from reportgen.bibliography.persons import csl_name


def told(value: str) -> list[str]:
    """Each name as `family, given` or, where it is literal, as it is."""
    out = []
    for name in names.read(value):
        particle = f"({name['non-dropping-particle']}) " if "non-dropping-particle" in name else ""
        parts = [name.get("literal") or particle + name.get("family", "")]
        out.append(", ".join(p for p in (*parts, name.get("given"), name.get("suffix")) if p))
    return out


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Trade, Industry and Energy",
        "Ministry of Science and ICT",
        "Ministry of Electronics and Information Technology",
        "Ministry of Culture, Sports and Tourism",
        "Department for Science, Innovation, and Technology",
        "Department of Industry, Science, and Resources",
        "Department of Health and Human Services",
        "Center for Strategic and International Studies",
        "Center for Security and Emerging Technology",
        "Information Technology and Innovation Foundation",
        "National Institute of Standards and Technology",
        "National Academies of Sciences, Engineering, and Medicine",
        "National Oceanic and Atmospheric Administration",
        "Food and Drug Administration",
        "Food and Agriculture Organization of the United Nations",
        "Securities and Exchange Commission",
        "Bureau of Alcohol, Tobacco, Firearms and Explosives",
        "US Embassy and Consulate in the Republic of Korea",
        "Korea AI and System IC Innovation Center",
        "Organisation for Economic Co-operation and Development",
        "The White House",
        "The White House Office of Science and Technology Policy",
        "University of California, Berkeley",
        "US Mission Korea",
        "US Department of State",
        "United Kingdom Government",
        "National Quantum Coordination Office",
        "RAND Corporation",
        "OECD",
        "Congress",
        "United Nations",
        "Google DeepMind",
        "과학기술정보통신부",
        "대외경제정책연구원",
    ],
)
def test_a_body_is_one_author(name: str) -> None:
    assert names.read(name) == [{"literal": name}]
    assert names.doubtful(name) == ""
    assert names.read("{" + name + "}") == [{"literal": name}]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ben Buchanan and Andrew Imbrie", ["Buchanan, Ben", "Imbrie, Andrew"]),
        ("Buchanan, Ben and Imbrie, Andrew", ["Buchanan, Ben", "Imbrie, Andrew"]),
        ("Yu-jie (Grace) Liao", ["Liao, Yu-jie (Grace)"]),
        ("S. M. Walt and Walt, S.M.", ["Walt, S. M.", "Walt, S.M."]),
        ("Ludwig van Beethoven", ["(van) Beethoven, Ludwig"]),
        ("van der Berg, Jan", ["(van der) Berg, Jan"]),
        ("{van der Berg}, Jan", ["van der Berg, Jan"]),
        ("Juan de la Cruz", ["(de la) Cruz, Juan"]),
        ("King, Jr., Martin Luther", ["King, Martin Luther, Jr."]),
        ("Martin Luther King, Jr.", ["King, Martin Luther, Jr."]),
        ("Martin Luther King Jr.", ["King, Martin Luther, Jr."]),
        ("Henry Adams III", ["Adams, Henry, III"]),
        (r"G{\"o}del, Kurt and {\'E}va Tardos", ["Gödel, Kurt", "Tardos, Éva"]),
        ("Plato", ["Plato"]),
        ("Bank, John", ["Bank, John"]),
        ("김철수 and 이영희", ["김철수", "이영희"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("김, 철수", ["김철수"]),
        ("Lee Jong-ho", ["Lee Jong-ho"]),
        ("Edward Parker and others", ["Parker, Edward", "others"]),
        ("Edward Parker et al.", ["Parker, Edward", "others"]),
        ("Brian Hart, Bonny Lin, and Samantha Lu", ["Hart, Brian", "Lin, Bonny", "Lu, Samantha"]),
        ("", []),
        (" and ", []),
    ],
)
def test_persons_are_told_apart(value: str, expected: list[str]) -> None:
    assert told(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "Jane Smith and Ministry of Science and ICT",
            ["Smith, Jane", "Ministry of Science and ICT"],
        ),
        (
            "Ministry of Science and ICT and Ministry of Trade, Industry and Energy",
            ["Ministry of Science and ICT", "Ministry of Trade, Industry and Energy"],
        ),
        ("Department of State and Antony Blinken", ["Department of State", "Blinken, Antony"]),
        (
            "Ministry of Health and Welfare and John Kim",
            ["Ministry of Health and Welfare", "Kim, John"],
        ),
        ("Princeton University and Yale University", ["Princeton University", "Yale University"]),
        ("NATO and OECD", ["NATO", "OECD"]),
        ("Doe, Jane and {Barnes and Noble}", ["Doe, Jane", "Barnes and Noble"]),
    ],
)
def test_persons_and_bodies_stand_side_by_side(value: str, expected: list[str]) -> None:
    assert told(value) == expected


@pytest.mark.parametrize("value", ["Seth Center", "Karen House", "Smith & Jones"])
def test_a_name_that_could_be_either_is_doubtful(value: str) -> None:
    assert names.doubtful(value)
    assert names.doubtful("{" + value + "}") == ""


@pytest.mark.parametrize(
    "value", ["Stephen Walt", "World Bank", "Kim, Jane and Ministry of Defense"]
)
def test_a_plain_name_is_not_doubtful(value: str) -> None:
    assert names.doubtful(value) == ""


@pytest.mark.parametrize(
    "body",
    [
        "Human Rights Watch", "Amnesty International", "Transparency International",
        "Reporters Without Borders", "Save the Children", "Agence France-Presse",
        "Statistics Korea", "New America", "Third Way",
    ],
)  # fmt: skip
def test_a_body_that_is_spelt_as_a_person_has_no_family_name(body: str) -> None:
    assert csl_name(body) == {"literal": body}


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("Stephen Van Evera", "Van Evera"), ("Charles De Gaulle", "De Gaulle"),
        ("Maria De La Cruz", "De La Cruz"), ("Robert Van de Graaff", "Van de Graaff"),
        ("Kenneth N. Van Buren", "Van Buren"), ("Nguyen Van Minh", "Minh"),
        ("Watch, Adam", "Watch"), ("Van Evera, Stephen", "Van Evera"),
    ],
)  # fmt: skip
def test_a_particle_with_a_capital_belongs_to_the_family_name(typed: str, family: str) -> None:
    found = csl_name(typed)
    assert found is not None
    assert found["family"] == family
