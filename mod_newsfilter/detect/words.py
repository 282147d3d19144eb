#!/usr/bin/env python3
"""Write NAME_hash.h from NAME.def, a table of words.

Where in the hash table the number of a word stands, counted from 1, is told by
nf_word_hash() (words.h), or from where on: the next free place is taken where
another word has it already. Of equal words the first has one, with --first of
words that begin with the same part before a blank, and only that part counts.
Run: python3 words.py [--first] NAME.def > NAME_hash.h
"""
import re
import sys
import textwrap

HEAD = '''/*
 * %s_hash.h -- made by words.py from %s.def.
 *
 * A place holds the number of a word, counted from 1; 0: no word.
 */
'''


def place(word, bits):
    n = len(word)
    key = word[0] | word[n // 2] << 8 | word[-1] << 16 | (n & 255) << 24
    return ((key * 0x9E3779B1) & 0xFFFFFFFF) >> (32 - bits)


def main():
    first = sys.argv[1] == '--first'
    path = sys.argv[-1]
    name = re.sub(r'.*/|\.def$', '', path)
    with open(path, 'rb') as f:
        words = re.findall(rb'\b[LSW]\("([^"]+)"', f.read())
    numbers = {}
    for number, word in enumerate(words, 1):
        numbers.setdefault(word.split(b' ')[0] if first else word, number)
    bits = (len(numbers) * 3 - 1).bit_length()
    table = [0] * (1 << bits)
    for word, number in numbers.items():
        at = place(word, bits)
        while table[at]:
            at = (at + 1) % len(table)
        table[at] = number
    print(HEAD % (name, name))
    print(f'#define HASH_BITS {bits}\n')
    print('static const unsigned short hash[1u << HASH_BITS] = {')
    print(textwrap.fill(', '.join(map(str, table)), 79,
                        initial_indent='    ', subsequent_indent='    '))
    print('};')


main()
