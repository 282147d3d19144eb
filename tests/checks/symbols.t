#!/usr/bin/perl
# The module exports newsfilter_module and nothing else, and asks the server
# for nothing that is our own.

use strict;
use warnings;
use Test::More;

my $module = $ENV{NF_MODULE} // 'build/release/mod_newsfilter.so';

sub names
{
    my ($option) = @_;
    return map { (split)[-1] } qx(nm -D $option "$module");
}

my @exported = grep { !/^_(?:init|fini|edata|end|_bss_start)$/ }
    names('--defined-only');
is("@exported", 'newsfilter_module', 'exported symbols');
my @own = grep { /^nfm?_/ } names('--undefined-only');
is("@own", '', 'no undefined symbol of our own');
done_testing();
