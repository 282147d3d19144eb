#!/usr/bin/env python3
"""Write NAME_hash.h from NAME.def, a table of words.

Where in the hash table a word stands is told by nf_word_place() (words.h), or
from where on: the next free place is taken where another word has it already.
There are its number, counted from 1, and its nf_word_tag(). Of equal words the
first has one; with --first, of words that begin with the same part before a
blank, and only that part counts.
Run: python3 words.py [--first] NAME.def > NAME_hash.h
"""
import re
import sys
import textwrap

HEAD = '''/*
 * %s_hash.h -- made by words.py from %s.def.
 *
 * A place holds the number of a word, counted from 1, above its tag; 0: no
 * word.
 */
'''


def key_of(word):
    n = len(word)
    return word[0] | word[n // 2] << 8 | word[-1] << 16 | (n & 255) << 24


def place(key, bits):
    return ((key * 0x9E3779B1) & 0xFFFFFFFF) >> (32 - bits)


def tag(key):
    return (key ^ key >> 16) & 0xFFFF


def main():
    first = sys.argv[1] == '--first'
    path = sys.argv[-1]
    name = re.sub(r'.*/|\.def$', '', path)
    with open(path, 'rb') as f:
        words = re.findall(rb'\b[LMSWX]\("([^"]+)"', f.read())
    numbers = {}
    for number, word in enumerate(words, 1):
        numbers.setdefault(word.split(b' ')[0] if first else word, number)
    bits = (len(numbers) * 3 // 2).bit_length()
    table = [0] * (1 << bits)
    for word, number in numbers.items():
        key = key_of(word)
        at = place(key, bits)
        while table[at]:
            at = (at + 1) % len(table)
        table[at] = number << 16 | tag(key)
    print(HEAD % (name, name))
    print(f'#define WORD_HASH_BITS {bits}\n')
    print('static const uint32_t word_hash[1u << WORD_HASH_BITS] = {')
    print(textwrap.fill(', '.join(f'{e:#x}' if e else '0' for e in table), 79,
                        initial_indent='    ', subsequent_indent='    '))
    print('};')


main()
