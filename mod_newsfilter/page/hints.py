#!/usr/bin/env python3
"""Write hints_table.h from hints.def.

A word's hash, made of its length and its first eight letters, says where its
number stands in the table, or from where on: the next free place is taken
where another word has it already.
Run: python3 hints.py > hints_table.h
"""
import os
import random
import re
import textwrap

BITS = 11
LETTERS = 8

HEAD = '''/*
 * hints_table.h -- where a class word stands in hints.def, made by hints.py.
 *
 * A place holds the number of a word, counted from 1; 0: no word.
 */
'''


def place(word, factor):
    key = int.from_bytes(word[:LETTERS].encode(), 'little') + len(word)
    return (key * factor & 2**64 - 1) >> 64 - BITS


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, 'hints.def')) as f:
        words = re.findall(r'^\{"(\w+)"', f.read(), re.M)
    rng = random.Random(1)
    tries = (rng.getrandbits(64) | 1 for _ in range(5000))
    best = max(tries, key=lambda m: len({place(w, m) for w in words}))
    table = [0] * (1 << BITS)
    for number, word in enumerate(words, 1):
        at = place(word, best)
        while table[at]:
            at = (at + 1) % len(table)
        table[at] = number
    print(HEAD)
    print(f'#define HINT_LETTERS {LETTERS}')
    print(f'#define HINT_FACTOR 0x{best:016X}u')
    print(f'#define HINT_BITS {BITS}')
    print('#define HINT_HASH_SIZE (1u << HINT_BITS)\n')
    print('static const unsigned short hint_hash[HINT_HASH_SIZE] = {')
    print(textwrap.fill(', '.join(map(str, table)), 79,
                        initial_indent='    ', subsequent_indent='    '))
    print('};')


main()
