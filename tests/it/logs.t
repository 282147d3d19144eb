#!/usr/bin/perl
# What is said about requests: the note and the environment variable name the
# outcome of each; above debug the module says nothing of ordinary requests;
# and no level shows a word of a page.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $word = 'Zanzibarine';
my $page = article(headline => "$word ferry keeps running", n => 30);
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    News::Backend::chunked($sock);
    my $most = $request =~ /die/ ? 3000 : length $page;
    News::Backend::chunk($sock, $_)
        foreach substr($page, 0, $most) =~ /(.{1,900})/gs;
    print {$sock} "0\r\n\r\n" if $request !~ /die/;
});
my @cases = (
    ['/n.html', 'article'],
    ['/n.html?newsfilter=reader', 'reader'],
    ['/n.html?newsfilter=markdown', 'markdown'],
    ['/n.html?newsfilter=text', 'text'],
    ['/form.html', 'skip:not-article'],
    ['/a.txt', 'skip:content-type'],
    ['/missing.html', 'skip:status'],
    ['/empty.html', 'skip:empty'],
    ['/quiet.html', 'skip:no-newsfilter'],
    ['/big.html', 'skip:too-large'],
    ['/d/', 'article'],
    ['/app/n', 'article'],
    ['/slow/n', 'article'],
    ['/slow/die', 'skip:broken'],
    ['/off.html', '-'],
);
my $loud = News::Server->new(
    modules => [qw(proxy proxy_http env setenvif alias)],
    files => {'n.html' => $page, 'form.html' => plain(), 'a.txt' => $word,
        'empty.html' => '', 'quiet.html' => $page, 'off.html' => $page,
        'd/index.html' => $page, 'big.html' => article(n => 300)},
    loglevel => 'warn newsfilter:trace8', conf => <<"CONF");
NewsFilter On
NewsFilterReader On
NewsFilterMaxSize 64K
SetEnvIf Request_URI quiet no-newsfilter
<Location /off.html>
    NewsFilter Off
</Location>
<Location /slow/>
    NewsFilterMaxDelay 0
</Location>
ErrorDocument 404 /form.html
ProxyPass /app/ @{[$backend->url]}
ProxyPass /slow/ @{[$backend->url]}
LogFormat "%r n=%{newsfilter}n e=%{newsfilter}e" outcome
CustomLog ROOT/outcome.log outcome
CustomLog ROOT/articles.log outcome "expr=reqenv('newsfilter') == 'article'"
CONF

sub lines { return split /\n/, News::Server::slurp("$loud->{root}/$_[0].log") }

$loud->get($_->[0]) foreach @cases;
for (1 .. 500) {
    last if lines('outcome') >= @cases;
    select undef, undef, undef, 0.02;
}
my @outcome = lines('outcome');
foreach my $case (@cases) {
    my ($path, $want) = @$case;
    my ($line) = grep { index($_, "GET $path HTTP/1.1 n=") == 0 } @outcome;
    is($line, "GET $path HTTP/1.1 n=$want e=$want", "$path: note and variable");
}
is_deeply([map { (split)[1] } lines('articles')],
    [map { $_->[0] } grep { $_->[1] eq 'article' } @cases],
    'a log of its own for some outcomes');

my $log = $loud->log;
my @ours = grep { /\[newsfilter:/ } split /\n/, $log;
cmp_ok(scalar @ours, '>=', @cases - 1, 'a line for each request');
is(join("\n", grep { !/\[newsfilter:(?:debug|trace\d)\]/ } @ours), '',
    'none above debug');
is(join("\n", grep { !/ NF\d{4}: / } @ours), '', 'each with its number');
unlike($log, qr/$word|lighthouse|Kowalski/i, 'no word of a page');
$loud->done;
done_testing();
