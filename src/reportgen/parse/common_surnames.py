"""Family names that say nothing alone: words of the language, or the names of very many people."""

from reportgen.bibliography.wordlist import word_set

COMMON = frozenset(
    word_set(
        """abbey abbot abbott able archer armstrong arrow ash back baker ball banks bank barber
        bark barker barn bass bay beach bean bear beard beck becker bell bench berry best bird
        bishop black blackwell blank block blood bloom blue board bold bolt bond bone book booth
        bow bowl box boy branch brand brave bridge bridges bright brook brooks brown buck bull bush
        butcher butler butter can cane cannon card care carpenter carrier carter case cash castle
        chance chase chamber chambers chancellor church clay clerk clinton close cloud coast cobb
        coffin cole constant contract cook coop cooper corn couch court coward craft crane creed
        cross crow crown cruise curry cutter dale dance dark daughter dawn day days deal dean deep
        deer diamond dollar door dove drake draper drew driver drum duke early east edge english
        england ever fair faith fall farmer farrow fast favor fear field fields finch fine fish
        fisher flint flood flower flowers foot force ford foreman forest forester fort foster
        fountain fox frame france frank free freeman french friend frost fuller gates gay german
        gift glass glen glory glover gold golden good goodman gore grace grain grand grant gray
        green grey grove guest gun guy hall hammer hand hard hardy hare harness hart haven hawk head
        heard heart heath held hill hills hoffman holder holland hollow holly home hood hook hope
        horn horse house hughes humble hunt hunter hunting hurt ireland ivory jack james japan
        jewel jordan joy judge just keen kennedy key keys kill kind king kings kirk kitchen knight
        lake lamb lamp land lane large last law laws lawless lawyer lay lee leader leaf lean lent
        light lily lincoln line link lion little lock london long lord love low luck mace major
        man mann march mark marks marsh marshall martial martin mason masters may mayor meadow
        mercer mercy merchant merry middle mile miles mill miller mills mine mint monk moon moore
        moral more morning moss mountain much musk must nail new newman news nice night noble
        noon north nurse oak olive orange order over owl owen own oxford pace pack page paige paine
        painter palace palm pan paper paradise park parker parks parson part patch pay peace peak
        peck penny pepper perfect perk pick pickle pierce pike pilgrim pill place plain plant
        player plum point pole pool poor pope porter post potter pound powder power powers pratt
        precious prescott price prime prince proctor profit proper proud pry purple quick rain
        ransom read ready reason red reed reform rice rich ridge ring rise river rivers road rock
        rocks rogers roman root rose rough round rule runner rush russell russia sage sailor sale
        salt sand sands savage saw say scott sea seal see self senior sergeant service shade sharp
        shaw shell shepherd shields ship shore short shot silver simple singer singh skinner sky
        slaughter small smart smith snow south spain sparks speaker spear spencer spring stack
        staff stand star starr state steel stern still stock stone storm strange street strong
        summer summers sun swan sweet swift sword taylor temple tanner thorn tide till towers
        town towns toy trade trader travel tree true trump truth tucker turner twist underwood
        vale valentine valley vance vine virtue wade wagner walker wall walls ward warden warner
        washington waters watt way weaver webb weber welcome well wells west wheat wheeler white
        whole wilder wild will wills willing wind winter winters wise wish witness wolf wonder
        wood woods woodward word words work worker world worth wright yard year york young zeal
        adams allen anderson bailey bennett carter clark collins cooper cox cruz davis diaz edwards
        evans flores garcia gomez gonzalez harris hernandez howard jackson jenkins johnson jones
        kelly lewis lopez martinez mitchell morgan morris murphy myers nelson ortiz perez perry
        peterson phillips ramirez reyes reynolds richardson rivera roberts robinson rodriguez
        rodriguez ross sanchez sanders stewart sullivan thomas thompson torres watson williams
        wilson ahmed ali begum hussain islam khan kumar mohamed patel rahman sharma
        chan chang chen cheng chow chu deng ding dong fan feng gao guo han he hu huang jiang lai
        lam lau leung li liang lin liu lu luo ma mao ng pan peng qian shen shi song sun tan tang
        tao tian tran tsai wang wei wong wu xi xia xiao xie xu yan yang ye yu yuan zeng zhang zhao
        zheng zhou zhu nguyen pham phan hoang sato suzuki tanaka watanabe ito abe mori
        ahn an bae baek ban bang byun cha chae cheon cho choe choi chun chung do eom gil go goo ha
        hahm heo ho hong huh hur hwang hyun jang jeon jeong ji jin jo joo ju jun jung kang kil kim
        ko koo ku kwak kwon lim min na nam no noh oh paik pak ri roh ryu seo seok seong shim shin
        sim sin so sohn son suh sung uhm um won woo yeo yeon yi yim yoo yoon you yun
        bauer fischer koch klein lang lange meyer muller neumann richter schmidt schneider schulz
        schwarz vogel weiss wolff zimmermann bernard blanc dubois dupont durand fort grand leblanc
        legrand leroy martin moreau petit richard robert roux simon ferrari rossi russo bianchi
        costa ferreira lima oliveira pereira santos silva souza ivanov petrov smirnov cohen levy"""
    )
)
"""In lower case and without accents; a list to extend."""
