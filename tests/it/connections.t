#!/usr/bin/perl
# Connections: HTTP/1.0, keep-alive, pipelined requests, and children that
# give memory back (MaxMemFree).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Socket qw(SOL_SOCKET SO_RCVBUF);
use Test::More;

my %pages = (map({ ("p$_.html" => article(n => 3 + 2 * $_,
    headline => "Ferry number $_ leaves the harbour")) } 1 .. 4),
    'form.html' => plain(), 'a.txt' => 'text');
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($name) = $request =~ m{^\S+ /(\S+)};
    News::Backend::chunked($sock);
    News::Backend::chunk($sock, $_) foreach $pages{$name} =~ /(.{1,600})/gs;
    print {$sock} "0\r\n\r\n";
});
my @order = map { ("/p$_.html", '/form.html', "/app/p$_.html", '/a.txt') }
    1 .. 4;

# Answers that follow each other on one connection.
sub next_answer
{
    my ($c) = @_;
    $c->until(qr/\r\n\r\n/) or return {};
    my ($head) = $c->{in} =~ /^(.*?\r\n\r\n)/s;
    my ($length) = $head =~ /^Content-Length: (\d+)/mi;
    return {} if !defined $length;
    while (length $c->{in} < length($head) + $length) {
        $c->more or return {};
    }
    return News::Client::parse(substr $c->{in}, 0,
        length($head) + $length, '');
}

sub page_ok
{
    my ($answer, $path, $how) = @_;
    my ($name) = $path =~ m{([^/]+)$};
    $name =~ /^p/ ? spliced_ok($answer->{body}, $pages{$name}, "$how: $path")
        : same_ok($answer->{body}, $pages{$name}, "$how: $path");
}

foreach my $conf ('', "MaxMemFree 1\n", "EnableMMAP Off\nEnableSendfile On\n") {
    my $s = News::Server->new(files => \%pages, modules => [qw(proxy
        proxy_http)], conf => "NewsFilter On\n$conf"
        . "NewsFilterMaxDelay 30s\nProxyPass /app/ @{[$backend->url]}\n");
    my $how = $conf =~ /^(\w+)/ ? $1 : 'default';
    my $old = $s->get('/p1.html', _version => '1.0');
    spliced_ok($old->{body}, $pages{'p1.html'}, "$how: HTTP/1.0");
    is($old->{h}{'content-length'}, length $old->{wire}, "$how: its length");
    is($old->{h}{'transfer-encoding'}, undef, "$how: not chunked");
    my $c = $s->client;
    foreach my $path (@order) {
        $c->write_request('GET', $path, Connection => 'keep-alive');
        page_ok(next_answer($c), $path, "$how, keep-alive");
    }
    # all requests before the first answer
    $c = $s->client->send(join '', map { "GET $_ HTTP/1.1\r\n"
        . "Host: news.example\r\n\r\n" } @order);
    page_ok(next_answer($c), $_, "$how, pipelined") foreach @order;
    $s->done;
}

# A streamed answer to HTTP/1.0 ends with its connection.
my $s = News::Server->new(modules => [qw(proxy proxy_http)], conf =>
    "NewsFilter On\nNewsFilterMaxDelay 0\nProxyPass / @{[$backend->url]}\n");
my $old = $s->get('/p2.html', _version => '1.0', Connection => 'keep-alive');
spliced_ok($old->{body}, $pages{'p2.html'}, 'HTTP/1.0, streamed');
is($old->{h}{'transfer-encoding'}, undef, 'without chunks');
$s->done;

# Nobody reads a view while others are made: what is not sent yet stays what
# it was.
my %long = map { ("l$_.html" => article(n => 150,
    headline => "Ferry number $_ leaves the harbour")) } 1 .. 3;
$s = News::Server->new(files => \%long, modules => ['socache_shmcb'],
    conf => "NewsFilter On\nNewsFilterReader On\nSendBufferSize 4096\n");
my @views = map { "/l$_.html?newsfilter=reader" } 1 .. 3;
my @bodies = map { $s->get($_)->{body} } @views;
my $made = () = $s->log =~ /reader for/g;
my $slow = $s->client;
setsockopt $slow->{sock}, SOL_SOCKET, SO_RCVBUF, 4096;
$slow->write_request('GET', $views[0]);
ok($s->await_log(qr/(?:reader for.*?){@{[$made + 1]}}/s), 'a view is made');
is($s->get($views[$_ % 2 + 1])->{body}, $bodies[$_ % 2 + 1], 'others too')
    foreach 1 .. 6;
is($slow->answer->{body}, $bodies[0], 'and is read later');
cmp_ok(length $bodies[0], '>', 40_000, 'more than a buffer holds');
$s->done;
done_testing();
