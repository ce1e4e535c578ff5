"""Names of countries for the codes of ISO 3166-1, in English and Korean (CLDR's short names)."""

from collections.abc import Mapping

_NAMES = """
AE United Arab Emirates|아랍에미리트
AR Argentina|아르헨티나
AT Austria|오스트리아
AU Australia|오스트레일리아
BD Bangladesh|방글라데시
BE Belgium|벨기에
BG Bulgaria|불가리아
BR Brazil|브라질
CA Canada|캐나다
CH Switzerland|스위스
CL Chile|칠레
CN China|중국
CO Colombia|콜롬비아
CY Cyprus|키프로스
CZ Czechia|체코
DE Germany|독일
DK Denmark|덴마크
EE Estonia|에스토니아
EG Egypt|이집트
ES Spain|스페인
ET Ethiopia|에티오피아
FI Finland|핀란드
FR France|프랑스
GB United Kingdom|영국
GH Ghana|가나
GR Greece|그리스
HK Hong Kong|홍콩
HR Croatia|크로아티아
HU Hungary|헝가리
ID Indonesia|인도네시아
IE Ireland|아일랜드
IL Israel|이스라엘
IN India|인도
IS Iceland|아이슬란드
IT Italy|이탈리아
JP Japan|일본
KE Kenya|케냐
KP North Korea|북한
KR South Korea|대한민국
KZ Kazakhstan|카자흐스탄
LT Lithuania|리투아니아
LU Luxembourg|룩셈부르크
LV Latvia|라트비아
MA Morocco|모로코
MN Mongolia|몽골
MX Mexico|멕시코
MY Malaysia|말레이시아
NG Nigeria|나이지리아
NL the Netherlands|네덜란드
NO Norway|노르웨이
NZ New Zealand|뉴질랜드
PE Peru|페루
PH the Philippines|필리핀
PK Pakistan|파키스탄
PL Poland|폴란드
PT Portugal|포르투갈
QA Qatar|카타르
RO Romania|루마니아
RS Serbia|세르비아
RU Russia|러시아
SA Saudi Arabia|사우디아라비아
SE Sweden|스웨덴
SG Singapore|싱가포르
SI Slovenia|슬로베니아
SK Slovakia|슬로바키아
TH Thailand|태국
TN Tunisia|튀니지
TR Türkiye|튀르키예
TW Taiwan|대만
UA Ukraine|우크라이나
US United States|미국
UZ Uzbekistan|우즈베키스탄
VN Vietnam|베트남
ZA South Africa|남아프리카
"""
_KNOWN: Mapping[str, list[str]] = {
    line[:2]: line[3:].split("|") for line in _NAMES.strip().splitlines()
}
_LANGUAGES = {"en": 0, "ko": 1}


def country(written: str, lang: str) -> str:
    """A country's name in a BCP 47 language where a code stands for it; else as it is written."""
    column = _LANGUAGES.get(lang.split("-")[0].lower())
    known = _KNOWN.get(written.strip())
    return known[column] if known and column is not None else written
