"""What stands within a paragraph of Markdown, as patterns: candidates only."""

import re

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
KEY = r"@(?:\{[^{}\n]+\}|[\w](?:[\w:.#$%&\-+?<>~/]*[\w/])?)"
BARE = re.compile(rf"-?{KEY}(?:[ \n]\[[^\[\]^@]*\])?")
HAS_KEY = re.compile(rf"(?<![\w@/.\\]){KEY}")
MATH = re.compile(r"\$\$.+?\$\$(?:[ ]?\{[^}\n]*\})?|\$(?=\S)(?:\\.|[^$\\])+?(?<=\S)\$(?!\d)", re.S)
HIDDEN = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>\n]*>|\\(?:label|index)\{[^}\n]*\}", re.S)
AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+|[\w.+-]+@[\w.-]+)>")
ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\[\]{}]*[^\s<>\[\]{}.,;:!?'\")*_]")
LATEX = re.compile(r"\\[A-Za-z]+(?:\{[^{}\n]*\})*")
ENTITY = re.compile(r"&(?:[A-Za-z]\w*|#\d+|#[xX][0-9a-fA-F]+);")
ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
DASH = re.compile(r"-{2,3}(?!-)|\.\.\.")
DELIMITER = re.compile(r"\*+|_+|~~|~|\^")
SMART = {"---": "—", "--": "–", "...": "…"}
KINDS = {"*": "italic", "_": "italic", "**": "bold", "__": "bold", "~~": "strike",
         "~": "subscript", "^": "superscript"}  # fmt: skip
CLASSES = {"smallcaps": "smallcaps", "underline": "underline"}
