"""The words that tell names of bodies from those of persons; extend the lists."""

from reportgen.bibliography.wordlist import word_set

HEADS = frozenset(
    word_set(
        """ministry department dept office bureau agency authority administration commission
        committee council board centre center institute institution university college
        school academy academies faculty laboratory laboratories lab observatory
        association federation confederation union society foundation fund trust league
        alliance coalition consortium network forum initiative organization organisation
        secretariat directorate division delegation government cabinet parliament congress
        senate assembly court tribunal embassy consulate mission treasury congress army
        navy police corporation company companies group holdings bank chamber museum
        library archives publishers press service services programme program project
        partnership taskforce conference summit house times post news herald journal
        review tribune nations"""
    )
)
"""What a body is."""


WEAK = frozenset(
    word_set(
        """bank house post news press review journal group times trust fund court center centre
        service services mission college league lab labs museum summit chamber company
        forum police"""
    )
)
"""Heads that are surnames too, or stand in too many names, to decide alone."""


LEADING = frozenset(
    word_set(
        """ministry department dept office bureau agency authority administration commission
        committee council board centre center institute university college academy
        association federation confederation union society foundation fund league alliance
        coalition consortium organization organisation secretariat directorate division
        delegation government house embassy consulate mission court chamber bank museum
        library"""
    )
)
"""Heads that a further name can begin with: after ` and ` they start a new author."""


SUBJECTS = frozenset(
    word_set(
        """accounting aeronautics affairs ageing agricultural agriculture aid air analyses analysis
        arms art arts artificial atomic atmospheric aviation biotechnology budget business
        cancer change children chips citizenship civil climate commerce commercial
        communication communications community competition competitiveness computer
        computing conservation consumer control cooperation cooperative counterterrorism
        critical cultural culture customs cyber cybersecurity data defence defense
        democracy development digital diplomacy disarmament disaster disease diseases drug
        drugs economic economics economy education electronics emergency emerging
        employment energy engineering enterprise enterprises environment environmental
        equality evaluation evidence exchange export exports family finance financial
        firearms explosives fire fisheries food foreign forest forestry forests frontier
        future gender geological global health higher highway history home homeland
        housing human humanities ict immigration independence industrial industries
        industry information infrastructure innovation integration intelligence interior
        internal international investment investments justice knowledge labor labour land
        law learning legal management marine maritime market markets materials measurement
        medical medicine medicines meteorological migration military mineral mines
        mobility monetary national natural nuclear ocean oceanic oceans open operations
        peace people petroleum pharmaceutical physics planning policies policy political
        politics population power prevention privacy private procurement production
        productivity products programs property protection public quantum reform refugees
        regional regulation regulatory relations research resources revenue rights risk
        rural safety sanitation science sciences scientific sea securities security
        semiconductor semiconductors services settlement skills small social software
        space sport sports stability standard standardisation standardization standards
        state statistics strategic strategies strategy studies supply sustainability
        system systems tax technical technological technologies technology
        telecommunications textile tourism trade trading training transparency transport
        transportation treasury unification urban veterans vocational war water weapons
        welfare wildlife women work workers works world youth advanced applied central
        chief common comprehensive emergent european federal general joint local
        multilateral new northern public royal southern trustworthy united western eastern"""
    )
)
"""What bodies deal with, and the adjectives in their names."""


PLACES = frozenset(
    word_set(
        """africa african america american arab asean asia asian atlantic australia australian
        austria belgium brazil britain british brussels california canada canadian china
        chinese denmark dutch eu europe european finland finnish france french georgia
        german germany greece india indian indo-pacific indonesia indonesian international
        ireland irish israel israeli italian italy japan japanese kingdom korea korean
        korea-us latin london malaysia mexico nato netherlands nordic norway norwegian
        pacific philippines poland polish rok russia russian seoul singapore spain spanish
        states sweden swedish swiss switzerland taiwan thailand tokyo turkey u.k. u.n.
        u.s. uk ukraine un us usa us-rok vietnam washington york zealand"""
    )
)


OPENERS = (
    "us",
    "u.s.",
    "uk",
    "u.k.",
    "un",
    "u.n.",
    "eu",
    "rok",
    "prc",
    "the",
    "united",
    "national",
    "international",
    "federal",
    "european",
    "republic",
    "american",
    "asian",
    "african",
    "australian",
    "british",
    "canadian",
    "chinese",
    "japanese",
    "korea",
    "korean",
    "russian",
)
"""No person's given name: a name that begins so is a body's."""


BRANDS = frozenset(
    word_set(
        """adobe airbus alibaba alphabet amazon anthropic apple baidu bloomberg boeing brookings cnn
        deepmind deloitte facebook github google greenpeace huawei hynix hyundai ibm intel
        kakao kpmg lg mckinsey meta microsoft mozilla naver nvidia openai oracle oxfam
        palantir pwc qualcomm rand reuters samsung sk statista tencent tsmc unesco unicef
        wikimedia wikipedia yonhap youtube"""
    )
)
"""Names of companies and bodies known by one word."""


FORMS = frozenset(
    word_set("""inc inc. ltd ltd. llc llp plc corp corp. co. gmbh ag s.a. n.v. b.v. kk pty oy ab""")
)


KOREAN = (
    *("부", "처", "청", "원", "위원회", "연구원", "연구소", "대학교", "대학원", "재단", "은행"),
    *("협회", "학회", "공사", "센터", "정부", "국회", "신문", "일보", "방송", "통신", "기구"),
    *("법원", "진흥원", "공단", "연합", "연맹", "총회", "본부", "대사관", "의회", "그룹", "회사"),
)
"""How names of Korean bodies end; a person's name is of two to four syllables."""
