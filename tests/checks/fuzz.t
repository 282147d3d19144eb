#!/usr/bin/perl
# What the fuzzers promise holds for the fixtures, which are what they begin
# with (make fuzz, tests/fuzz).

use strict;
use warnings;
use FindBin;
use Test::More;

chdir "$FindBin::Bin/../..";
my $folder = ($ENV{NF_BUILD} // 'build/release') . '/../asan/fuzz';
my @pages = glob 'fixtures/pages/*/in.html';
my @names = map { m{([^/]+)\.c$} } glob 'tests/fuzz/fuzz_*.c';
plan skip_all => "no $folder/$names[0] (make fuzzers VARIANT=asan)"
    if !-x "$folder/$names[0]";
foreach my $name (@names) {
    foreach my $page (@pages) {
        my $said = qx($folder/$name $page 2>&1);
        is($?, 0, "$name: $page") || diag($said);
    }
}
done_testing();
