#!/usr/bin/env python3
"""Write hints_table.h from hints.def.

A word's hash, made of its length and three of its letters, says where its
number stands in the table, or from where on: the next free place is taken
where another word has it already.
Run: python3 hints.py > hints_table.h
"""
import os
import random
import re
import textwrap

SIZE = 2048

HEAD = '''/*
 * hints_table.h -- where a class word stands in hints.def, made by hints.py.
 *
 * A place holds the number of a word, counted from 1; 0: no word.
 */
'''


def place(word, a, b, c):
    return (len(word) * a + ord(word[0]) * b + ord(word[-1]) * c
            + ord(word[len(word) // 2])) % SIZE


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, 'hints.def')) as f:
        words = re.findall(r'^\{"(\w+)"', f.read(), re.M)
    rng = random.Random(1)
    tries = ([rng.randrange(1, SIZE) for _ in range(3)] for _ in range(5000))
    best = max(tries, key=lambda m: len({place(w, *m) for w in words}))
    table = [0] * SIZE
    for number, word in enumerate(words, 1):
        at = place(word, *best)
        while table[at]:
            at = (at + 1) % SIZE
        table[at] = number
    print(HEAD)
    for letter, value in zip('ABC', best):
        print(f'#define HINT_HASH_{letter} {value}u')
    print(f'#define HINT_HASH_SIZE {SIZE}u\n')
    print('static const unsigned short hint_hash[HINT_HASH_SIZE] = {')
    print(textwrap.fill(', '.join(map(str, table)), 79,
                        initial_indent='    ', subsequent_indent='    '))
    print('};')


main()
