#!/usr/bin/env python3
"""Write tags_table.h from tags.def.

The table is a short cut for nf_tag_lookup(): a name's hash gives the one
element worth comparing with. Where two elements share a place the one that
pages use more often has it; the other is found by binary search.
Run: python3 tags.py > tags_table.h
"""
import os
import random
import re
import textwrap

SIZE = 1024
OFTEN = '''div a li span script p ul meta link img svg path h4 strong use h3 i
option style h2 article br section noscript button label h5 input em figure nav
header g symbol h1 aside form title footer time td source body head html h6
figcaption picture iframe tr small b u blockquote'''.split()

HEAD = '''/*
 * tags_table.h -- where nf_tag_lookup() looks first, made by tags.py.
 *
 * Source: tags.def.
 */
'''


def place(name, a, b, c):
    return (len(name) * a + ord(name[0]) * b + ord(name[-1]) * c
            + ord(name[len(name) // 2])) % SIZE


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, 'tags.def')) as f:
        names = re.findall(r'^NF_TAG\((\w+),\s*"([^"]+)"', f.read(), re.M)
    order = sorted(names, key=lambda n: OFTEN.index(n[1])
                   if n[1] in OFTEN else len(OFTEN))
    rng = random.Random(1)
    best = None
    for _ in range(20000):
        m = [rng.randrange(1, SIZE) for _ in range(3)]
        used = len({place(n, *m) for _, n in names})
        if best is None or used > best[0]:
            best = (used, m)
    table = {}
    for ident, name in order:
        table.setdefault(place(name, *best[1]), ident)
    print(HEAD)
    for letter, value in zip('ABC', best[1]):
        print(f'#define TAG_HASH_{letter} {value}u')
    print(f'#define TAG_HASH_SIZE {SIZE}u\n')
    print('static const unsigned char tag_hash[TAG_HASH_SIZE] = {')
    items = [f'[{i}]~=~NF_TAG_{table[i]}' for i in sorted(table)]
    print('\n'.join(textwrap.wrap(', '.join(items), 79,
                                  initial_indent='    ',
                                  subsequent_indent='    ',
                                  break_on_hyphens=False)).replace('~', ' '))
    print('};')


main()
