#!/usr/bin/env python3
"""Make reader_css.h of reader.css: the style sheet as one C string, and its
SHA-256 for the Content-Security-Policy. Run after each change of reader.css."""
import base64
import hashlib
import pathlib
import re

here = pathlib.Path(__file__).parent
css = (here / 'reader.css').read_text(encoding='ascii')
css = re.sub(r'/\*.*?\*/', '', css, flags=re.S)
palettes = dict(re.findall(r'@palette (\w+) \{(.*?)\}', css, flags=re.S))
css = re.sub(r'@palette \w+ \{.*?\}', '', css, flags=re.S)
css = re.sub(r'palette: (\w+);', lambda m: palettes[m.group(1)], css)
chosen = re.search(r'@chosen \{(.*?)\n\}', css, flags=re.S)
css = css.replace(
    chosen.group(0),
    '@supports selector(:has(a)) {'
    + re.sub(r'(nf-\S+) \{', r':root:has(.\1:checked) {', chosen.group(1))
    + '} @supports not selector(:has(a)) {'
    + re.sub(r'(nf-\S+) \{', r'.\1 {', chosen.group(1)) + '}')
css = re.sub(r'\s+', ' ', css)
css = re.sub(r' ?([{};]) ?', r'\1', css)
css = css.replace(';}', '}').replace(': ', ':').strip()
digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()

pieces, line = [], ''
for word in re.split(r'(?<=[ ;{}])', css):
    quoted = word.replace('\\', '\\\\').replace('"', '\\"')
    if line and len(line) + len(quoted) > 70:
        pieces.append(line)
        line = ''
    line += quoted
pieces.append(line)
text = '\n'.join(f'    "{piece}"' for piece in pieces)
(here / 'reader_css.h').write_text(f'''\
/* reader_css.h -- made by reader_css.py of reader.css; do not edit. */
#ifndef NF_READER_CSS_H
#define NF_READER_CSS_H

#define NF_READER_CSS_SHA256 \\
    "{digest}"

static const char nf_reader_css[] =
{text};

#endif
''')
