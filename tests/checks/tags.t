#!/usr/bin/perl
# Each message in the error log has a number of its own: NF and four digits,
# one call site each; AH numbers belong to httpd.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Sources qw(c_files slurp);
use Test::More;

my %where;
foreach my $file (c_files('mod_newsfilter')) {
    next if $file =~ /log\.h$/;
    my $text = slurp($file);
    push @{$where{$1}}, $file while $text =~ /NF_LOGNO\((\w+)\)/g;
    my $calls = () = $text =~ /\bap_log_\w*error\(/g;
    my $tags = () = $text =~ /NF_LOGNO\(/g;
    is($tags, $calls, "$file: a number for each message") if $calls;
    unlike($text, qr/APLOGNO/, "$file: no numbers of httpd") if $calls;
}
foreach my $tag (sort keys %where) {
    like($tag, qr/^\d{4}$/, "NF$tag: four digits");
    is(scalar @{$where{$tag}}, 1, "NF$tag: used once");
}
done_testing();
