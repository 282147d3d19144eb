#!/usr/bin/perl
# Sizes and habits: functions up to 60 lines, files up to 600, 80 columns,
# no tabs, no // comments, nothing left to do.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Sources qw(c_files slurp);
use Test::More;

# Tables are as long and as wide as what they list.
my $table = qr{(?:\.def|entities\w*\.[ch]|_(?:table|model|hash)\.[ch])$};

sub long_functions
{
    my ($text) = @_;
    my ($start, $name, @long);
    my $n = 0;
    foreach my $line (split /\n/, $text) {
        $n++;
        $name = $1 if $line =~ /^[a-z].*?(\w+)\(/;
        $start = $n if $line eq '{';
        if (defined $start && $line eq '}') {
            push @long, sprintf '%s (%d lines)', $name // '?', $n - $start + 1
                if $n - $start + 1 > 60;
            undef $start;
        }
    }
    return @long;
}

sub habits
{
    my ($text) = @_;
    my @bad;
    my $n = 0;
    foreach my $line (split /\n/, $text) {
        $n++;
        my $shown = $line;
        utf8::decode($shown);
        push @bad, "$n: over 80 columns"
            if length $shown > 80 && $line !~ m{https?://};
        push @bad, "$n: tab" if $line =~ /\t/;
        push @bad, "$n: white space at the end" if $line =~ /\s$/;
        $line =~ s/"(?:[^"\\]|\\.)*"/""/g;
        push @bad, "$n: // comment" if $line =~ m{^\s*//|[;{})]\s+//};
        push @bad, "$n: unfinished" if $line =~ /\b(?:TODO|FIXME|XXX)\b/;
    }
    return @bad;
}

foreach my $file (c_files('mod_newsfilter', 'tests')) {
    next if $file =~ $table;
    my $text = slurp($file);
    my @long = long_functions($text);
    is("@long", '', "$file: functions up to 60 lines");
    cmp_ok($text =~ tr/\n//, '<=', 600, "$file: up to 600 lines");
    is(join("\n", habits($text)), '', "$file: habits");
}
done_testing();
