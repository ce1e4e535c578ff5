"""Fields that other tools define and that mean nothing here: they pass without a word."""

_TOP = """
    aas-doi aas-journal abbreviations abstract-section acronyms alternate-title always-allow-html
    amsart apa7 archive article-doi aspectratio author-meta author-note author-running author-short
    authorlist authors-running auto-identifiers background-color backgroundcolor backmatter banner
    beamerarticle beameroption beamerposter biblatex biblatex-options biblatexoptions biblio-config
    biblio-style biblio-title bibliography-style bibliography-title bibtex binder block-headings
    body bodyfont book booklanguage booktitle boxlinks branch brand breaks cache callout-appearance
    callout-icon cap-location capstyle categories category citation-abbreviations citation-author
    citation-hover citation-location citation-package citation_author citations-hover cite-method
    citecolor cites cjkmainfont cjkmonofont cjkoptions cjksansfont classoption clean
    code-annotations code-background code-block-bg code-copy code-fold code-line-numbers code-link
    code-overflow code-summary code-tools colab collaborations collaborators colophon color-links
    colorlinks column-width columns comment comments compiled contact content-width contributor
    contributors copyrights cover-image coverage covers creator crossref-doi crossrefxml
    csl-entry-spacing csquotes css date-format date-meta date-modified dates dedication
    default-image-extension dependencies df-print dir direction disable-header-and-footer
    display-notes doctype document document-css documentclass documentmode downloads dpi draft-paper
    dropdown-menu duration echo edition editor-url editor_options email embed embed-resources emoji
    engine enumitem epigraph eqn-labels eqnoprefix equationnumbers eval event excerpt execute
    execution exports external-publications featured feed fenced-code field fig-align fig-asp
    fig-cap-location fig-dpi fig-env fig-format fig-height fig-labels fig-pos fig-responsive
    fig-width figprefix figpreftemplate figures figuretemplate figuretitle file filters
    floatplacement floatsintext folder font font-paths fontcolor fontenc fontfamilies fontfamily
    fontfamilyoptions fontsize fontspec footer footertext footnotes footnotes-hover foreword format
    format-links formats formatting freeze from frontmatter fulltitle geometry github github-repo
    glossary google-scholar graph graphics grid gridcolumns groups guid handout header header-img
    header-includes headercolor headertext heading-family headings headless hidden hide-abstract
    highlight-style highlighting highlighting-macros history host html-math-method hyperrefoptions
    hyphenate hyphens hypothesis ibooks id identifier identifier-prefix identifiers image image-alt
    images include-after include-after-body include-before include-before-body include-in-header
    includes incremental indent indentation index indexing init-date institutelogo intersphinx
    introduction isbn issn jats jekyll job joss-doi joss-url journal-issue journal-name
    journal-volume journalname jtex jupyter jupytext keep keep-html keep-ipynb keep-md keep-tex
    kernel kernelspec kernelspec-name key-points keypoints kind knit label labels last-modified
    latex-auto-install latex-engine layout leftmargin lightbox line-numbers lineno linenumbers
    linestretch linkcolor links links-as-notes linkstyle linktext list-of-figures list-of-tables
    list-tables listing listings listofalgorithms lof logo logooptions lot lua-filter lua-filters
    luatexjapresetoptions macros mainfont mainfontfallback mainfontoptions mainlang mainmatter
    margin-bottom margin-footer margin-header margin-left margin-right margin-top marginleft
    marginright margins math mathfont mathfontoptions mathjax mathspec maxwidth metadata metrics
    microtypeoptions minimal mode modified monobackgroundcolor monofont monofontfallback
    monofontoptions monofontsize myst mystnb natbib natbiboptions natbibstyle nav-order nav_order
    navbar navigation nb-meta newtxmathoptions no-toc-depth no_toc nomenclature note notebook
    notebook-links notebook-view notice number number-depth number-offset numbering open open-graph
    options order oscola outertheme output output-dir output-ext output-exts output-file
    output-format own-titlepage oxa page page-footer page-layout page-navigation
    page-progression-direction pagebreak paged-footnotes pages pagesize pagestyle pagetitle pandoc
    pandocomatic paper-url papercite paperheight paperwidth paragraph params parent parent-title
    parts pdf pdf-engine pdf-engine-opt pdf-engine-opts pdfa pdfcreator pdfstandard permalink
    placement plain-language-summary portrait post preamble prefer-html preprint preview priority
    private profile project pubdate publication publication-date published published-date
    published-doi publisher quote-style quotes reading-time redirect redirects reference-doc
    reference-links reference-location references referencesubtitle region render render-on-save
    repo repo-actions repo-url repository resource-path resources reveal revealjs-url review-url
    reviewers revision revision-date revisiondate revisionhistory rightmargin rights robots ruby
    running-author running-title runtime sansfont sansfontfallback sansfontoptions sec-prefix
    secnumdepth section-divs section-titles sectionslabel self-contained seo series server
    shift-heading-level-by shiftheadinglevelby shortauthor show-notes sidebar site site-url sitemap
    slide-level slidelevel slug smart social social-links software-name software-repository-url
    split-bib standalone status strip-comments subject subjects submission-id subparagraph
    substitutions subsubtitle subtitle-meta summary suppress-bibliography syntax-highlighting
    table-of-contents-title tables tabletitle tbl-cap-location tbl-colwidths tblprefix template
    template-partials tex thanks thebibliography theme-toggle themeoptions thumbnail
    thumbnail-optimized tikz time title-block-banner title-block-categories title-block-style
    title-delim title-meta title-prefix title-running title-slide-attributes titlegraphic titlepage
    toc-depth toc-expand toc-location toc-own-page toc-title toc_depth toccolor tocsidebar
    top-level-division topmargin translator translators twitter twitter-card typora urlcolor urls
    urlstyle use use-hyperref utteranc validate-yaml variables variant version-note view vignette
    visible wait watermark website weight whitespace widgets word-count wordcount words workingdir
    wrap writer xeCJK xrefs year zenodo zotero
"""

_PERSON = """
    academic-titles acknowledgements acknowledgments address affiliation-id affiliation-url bluesky
    city co-first cofirst collaboration contact cor corresponding-author country credit department
    equal facebook fax footnote funders github group id image index initials instagram job-title
    joint label linkedin mastodon metadata note number orcid-link phone photo picture position rank
    researchgate scopus social symbol telephone thanks threads title twitter username visibility
    youtube
"""

_INSTITUTION = """
    abbreviation collaboration crossref-funder-id doi email fax fundref grid isni label metadata
    note number phone postal ringgold sponsor state-abbr wikidata
"""

_JOURNAL = """
    date isbn location logo publisher-address series type venue-type
"""

# What begins like this belongs to a family that another tool defines.
FAMILIES = (
    "aas-", "babel-", "beamer", "biblio-", "book-", "caption-", "cjk", "code-", "epub-", "fig-",
    "footer-", "footnotes-", "header-", "html-", "joss-", "latex-", "listings-", "logo-", "nav-",
    "og-", "page-", "pandocomatic", "pdf-", "site-", "table-", "tbl-", "titlepage-", "toc-",
    "twitter-", "x-",
)  # fmt: skip

# None: whatever is given belongs to another tool, and only what we know of it is taken.
NAMES: dict[str, frozenset[str] | None] = {
    "Form": frozenset(_TOP.split()),
    "Person": frozenset(_PERSON.split()),
    "Institution": frozenset(_INSTITUTION.split()),
    "JournalFields": frozenset(_JOURNAL.split()),
    "License": frozenset({"code", "free", "cc", "osi", "note", "version", "title"}),
    "Award": frozenset({"description"}),
    "Funding": frozenset({"open-access"}),
    "Name": frozenset({"title", "degrees", "comma-suffix", "static-ordering", "parse-names"}),
    "Citation": None,
    "Crossref": None,
}
