#!/usr/bin/env python3
"""Write entities_table.h from Python's html.entities.html5.

That dictionary is the standard's table of named character references
(html.spec.whatwg.org 13.5). Run: python3 entities.py > entities_table.h
"""
from html.entities import html5
import textwrap

HEAD = '''/*
 * entities_table.h -- the named character references, made by entities.py.
 *
 * Names stand without their first letter in one string, sorted by first
 * letter and then as bytes; the i-th is [entity_at[i], entity_at[i + 1]).
 * entity_first[] has the first index of each letter, A..Z and then a..z.
 * One with a ';' at its end is not valid without it. A value from 0x110000
 * on means a pair of code points: entity_pairs[value - 0x110000].
 *
 * Source: html.spec.whatwg.org 13.5.
 */
'''


def wrap(items):
    return '\n'.join(textwrap.wrap(', '.join(items), 79,
                                   initial_indent='    ',
                                   subsequent_indent='    '))


def array(kind, name, items, dim=''):
    print(f'static const {kind} {name}[{len(items)}]{dim} = {{')
    print(wrap([str(i) for i in items]))
    print('};\n')


def main():
    names = []
    for name in sorted(n for n in html5 if n.endswith(';')):
        bare = name[:-1]
        names.append((bare if bare in html5 else name, html5[name]))
    names.sort()
    letters = [chr(65 + i) for i in range(26)]
    letters += [chr(97 + i) for i in range(26)]
    first = [sum(n[0] < c for n, _ in names) for c in letters]
    at, blob, values, pairs = [0], '', [], []
    for name, value in names:
        blob += name[1:]
        at.append(len(blob))
        if len(value) == 2:
            values.append(0x110000 + len(pairs))
            pairs.append('{%d, %d}' % (ord(value[0]), ord(value[1])))
        else:
            values.append(ord(value))
    print(HEAD)
    array('unsigned short', 'entity_first', first + [len(names)])
    array('unsigned short', 'entity_at', at)
    array('unsigned', 'entity_value', values)
    array('unsigned', 'entity_pairs', pairs, '[2]')
    print('static const char entity_names[] =')
    lines = [blob[i:i + 73] for i in range(0, len(blob), 73)]
    print('\n'.join(f'    "{line}"' for line in lines) + ';')


main()
