#!/usr/bin/env python3
"""Write tags_table.h from tags.def.

A name's key is the number that its first eight letters make, the first
one lowest. The factor is
one that spreads the keys so that no two elements share a place.
Run: python3 tags.py > tags_table.h
"""
import os
import random
import re
import textwrap

LETTERS = 8
BITS = 11

HEAD = '''/*
 * tags_table.h -- where nf_tag_lookup() finds a name, made by tags.py.
 *
 * Source: tags.def.
 */
'''


def key(name):
    return int.from_bytes(name[:LETTERS].encode(), 'little')


def place(k, factor):
    return (k * factor & 2**64 - 1) >> 64 - BITS


def table(head, items):
    print(f'static const {head} = {{')
    print('\n'.join(textwrap.wrap(', '.join(items), 79,
                                  initial_indent='    ',
                                  subsequent_indent='    ',
                                  break_on_hyphens=False)).replace('~', ' '))
    print('};')


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, 'tags.def')) as f:
        names = re.findall(r'^NF_TAG\((\w+),\s*"([^"]+)"', f.read(), re.M)
    keys = {ident: key(name) for ident, name in names}
    rng = random.Random(1)
    factor = next(m for m in iter(lambda: rng.getrandbits(64) | 1, None)
                  if len({place(k, m) for k in keys.values()}) == len(names))
    places = sorted((place(k, factor), ident) for ident, k in keys.items())
    print(HEAD)
    print(f'#define TAG_LETTERS {LETTERS}')
    print(f'#define TAG_FACTOR 0x{factor:016X}u')
    print(f'#define TAG_BITS {BITS}\n')
    table('uint64_t tag_keys[NF_TAG_COUNT]',
          [f'[NF_TAG_{i}]~=~0x{k:X}' for i, k in keys.items()])
    print()
    table('unsigned char tag_at[1 << TAG_BITS]',
          [f'[{at}]~=~NF_TAG_{i}' for at, i in places])


main()
