#!/usr/bin/perl
# No file names a folder of the machine it was written on.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Sources qw(tracked slurp);
use Test::More;

my $private = join '|', map { "/$_/" } qw(work root home);

foreach my $file (tracked()) {
    my @found = slurp($file) =~ m,(?<![\w.}/-])((?:$private)[\w./-]*),g;
    is("@found", '', $file);
}
done_testing();
