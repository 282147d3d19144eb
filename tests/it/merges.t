#!/usr/bin/perl
# .htaccess files and <If>: On, Off or nothing inside On, Off or nothing. The
# inner word wins, in all nine combinations, for the filter and the views.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $page = article();
my %words = (unset => undef, on => 'On', off => 'Off');
my (%files, $conf, @cases);

sub line { return defined $_[1] ? "$_[0] $_[1]\n" : '' }

foreach my $outer (sort keys %words) {
    $files{"ht/$outer/.htaccess"} = line('NewsFilter', $words{$outer});
    $files{"reader/$outer/.htaccess"} = "NewsFilter On\n"
        . line('NewsFilterReader', $words{$outer});
    $conf .= "<Directory ROOT/htdocs/if/$outer>\n"
        . line('NewsFilter', $words{$outer});
    foreach my $inner (sort keys %words) {
        $files{"ht/$outer/$inner/.htaccess"} =
            line('NewsFilter', $words{$inner});
        $files{"reader/$outer/$inner/.htaccess"} =
            line('NewsFilterReader', $words{$inner});
        $conf .= "<If \"%{QUERY_STRING} == '$inner'\">\n"
            . line('NewsFilter', $words{$inner}) . "</If>\n";
        $files{"$_/$outer/$inner/n.html"} = $page foreach qw(ht reader);
        my $on = ($inner eq 'unset' ? $outer : $inner) eq 'on';
        push @cases, [$outer, $inner, $on ? 'on' : 'off'];
    }
    $files{"if/$outer/n.html"} = $page;
    $conf .= "</Directory>\n";
}
my $s = News::Server->new(files => \%files, conf => $conf);
foreach my $case (@cases) {
    my ($outer, $inner, $want) = @$case;
    my $ht = $s->get("/ht/$outer/$inner/n.html");
    is(defined jsonld_of($ht->{body}) ? 'on' : 'off', $want,
        ".htaccess: $inner in $outer");
    my $if = $s->get("/if/$outer/n.html?$inner");
    is(defined jsonld_of($if->{body}) ? 'on' : 'off', $want,
        "<If>: $inner in $outer");
    my $view = $s->get("/reader/$outer/$inner/n.html?newsfilter=reader");
    is(defined $view->{h}{'x-robots-tag'} ? 'on' : 'off', $want,
        "NewsFilterReader in .htaccess: $inner in $outer");
}
$s->done;
done_testing();
