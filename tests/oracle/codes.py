"""The DREAM week codes, as plain text, and the groups of them that the measures name.

A code that is not listed here (0 and 100 are made up by other projects, any later code) says nothing we can read.
"""

LISTED: tuple[str, ...] = (
    "", "111", "112", "113", "114", "121", "122", "123", "124", "125", "126", "130", "131", "133", "134", "135",
    "136", "137", "138", "139", "140", "143", "144", "145", "146", "147", "148", "149", "151", "152", "211", "213",
    "214", "215", "216", "217", "218", "231", "232", "299", "412", "413", "511", "521", "522", "611", "621", "622",
    "651", "652", "661", "700", "703", "704", "705", "706", "707", "708", "709", "710", "713", "714", "715", "716",
    "717", "718", "719", "720", "723", "724", "725", "726", "727", "728", "729", "730", "731", "733", "734", "735",
    "736", "737", "738", "739", "740", "741", "743", "744", "745", "746", "747", "748", "750", "753", "754", "755",
    "756", "757", "758", "760", "763", "764", "765", "766", "767", "768", "771", "774", "775", "781", "783", "785",
    "810", "813", "814", "815", "816", "817", "818", "881", "890", "893", "894", "895", "896", "897", "898", "899",
    "997", "998", "999",
)

BLANK = ""
SU_PAID = "651"
SU_UNPAID = "652"
ADULT_STUDY_SUPPORT = "661"
NOT_RESIDENT = frozenset({"997", "999"})
INTEGRATION_BENEFIT = frozenset({"700", "703", "704", "705", "706", "707", "708", "709"})
PARENTAL_AND_HOLIDAY = frozenset({"881", "121", "122", "123"})

SU = {
    "paid": frozenset({SU_PAID}),
    "paid_or_unpaid": frozenset({SU_PAID, SU_UNPAID}),
    "paid_unpaid_or_adult": frozenset({SU_PAID, SU_UNPAID, ADULT_STUDY_SUPPORT}),
}
_NEVER_SUPPORT = frozenset({BLANK, SU_PAID, SU_UNPAID}) | NOT_RESIDENT


def support_codes(benefit_codes: str, su_codes: str) -> frozenset[str]:
    """Every code for a public benefit: all listed ones but blank, SU (651, 652), not resident and dead.

    Note 8: "nogen form for offentlig forsørgelsesydelse". Adult study support (661) is one of them, unless it is
    read as education; parental benefit and holiday benefit from employment are, unless they are left out.
    """
    codes = frozenset(LISTED) - _NEVER_SUPPORT
    if su_codes == "paid_unpaid_or_adult":
        codes -= {ADULT_STUDY_SUPPORT}
    if benefit_codes == "without_parental_and_holiday":
        codes -= PARENTAL_AND_HOLIDAY
    return codes
