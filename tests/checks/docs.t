#!/usr/bin/perl
# The manual and the command table say the same: every directive is in both,
# with the same context and override.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Sources qw(c_files slurp);
use Test::More;

my $manual = 'docs/mod_newsfilter.md';

# name => where it is allowed (OR_FILEINFO ...), from the command table; an
# entry may be a macro of the same file that has the flags
sub directives_in_code
{
    my %found;
    foreach my $file (c_files('mod_newsfilter')) {
        my $text = slurp($file);
        my %macro;
        $macro{$1} = $2 while $text =~
            /^#define\s+(\w+)\(((?:.*\\\n)*.*)/mg;
        while ($text =~ /^\s+([A-Z_0-9]+)\(\s*"(NewsFilter\w*)"(.*?)\),?$/gsm) {
            my ($call, $name, $rest) = ($1, $2, $3);
            $found{$name} = join '|', ($rest . ($macro{$call} // ''))
                =~ /\b(OR_\w+|RSRC_CONF|ACCESS_CONF)\b/g;
        }
    }
    return %found;
}

# name => text of its chapter
sub directives_in_manual
{
    my $text = slurp($manual);
    my %found;
    $found{$1} = $2 while $text =~
        /^\#+\s+`?(NewsFilter\w*)`?(?:\s+Directive)?\s*\n(.*?)(?=^\#+\s|\z)/gsmx;
    return %found;
}

sub row
{
    my ($chapter, $name) = @_;
    return $chapter =~ /^\|?\s*\**$name:?\**\s*\|\s*(.*?)\s*\|?\s*$/mi
        ? lc $1 : '';
}

my %code = directives_in_code();
my %manual = directives_in_manual();
cmp_ok(scalar keys %code, '>', 0, 'the command table was found');
is(join(' ', sort keys %manual), join(' ', sort keys %code),
    'the manual has each directive and no other');
foreach my $name (sort keys %code) {
    my $chapter = $manual{$name} // next;
    my $context = row($chapter, 'Context');
    foreach my $row (qw(Description Syntax Default Context)) {
        ok(row($chapter, $row) ne '', "$name: $row");
    }
    is(!!($context =~ /directory/),
        !!($code{$name} =~ /ACCESS_CONF|OR_/), "$name: in directories");
    is(!!($context =~ /htaccess/), !!($code{$name} =~ /OR_/),
        "$name: in .htaccess");
    is(!!(row($chapter, 'Override') =~ /fileinfo/),
        !!($code{$name} =~ /OR_FILEINFO/), "$name: override");
}
done_testing();
