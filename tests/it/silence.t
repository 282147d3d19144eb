#!/usr/bin/perl
# Backends that fall silent: what they sent leaves when the hold window ends,
# not with their next byte. And a stream that never ends is not held.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $page = article(n => 30);
my ($start, $rest) = (substr($page, 0, 3000), substr($page, 3000));
my $own = article(n => 30, head => own_article());
my $event = '<p>' . 'tick ' x 20 . "</p>\n";

sub ten
{
    my ($bytes) = @_;
    my $n = 1 + int length($bytes) / 10;
    return $bytes =~ /(.{1,$n})/gs;
}

sub halves
{
    my ($sock, $wait, $page) = @_;
    News::Backend::chunked($sock, 'ETag: "v"');
    News::Backend::chunk($sock, substr $page, 0, 3000);
    $wait->();
    News::Backend::chunk($sock, substr $page, 3000);
    print {$sock} "0\r\n\r\n";
}

# Each waits for the test: a byte that leaves while it does was not waited for.
my %answers = (
    chunked => sub { halves(@_, $page) },
    length => sub {
        my ($sock, $wait) = @_;
        print {$sock} "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
            . "Connection: close\r\nContent-Length: @{[length $page]}\r\n"
            . "\r\n$start";
        $wait->();
        print {$sock} $rest;
    },
    close => sub {
        my ($sock, $wait) = @_;
        print {$sock} "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
            . $start;
        $wait->();
        print {$sock} $rest;
    },
    own => sub { halves(@_, $own) },
    front => sub { halves(@_, $page) },
    events => sub {
        my ($sock, $wait) = @_;
        News::Backend::chunked($sock);
        for (1 .. 5) {
            News::Backend::chunk($sock, $event);
            $wait->();
        }
    },
    ten => sub {
        my ($sock, $wait) = @_;
        News::Backend::chunked($sock, 'ETag: "v"');
        foreach my $piece (ten($page)) {
            News::Backend::chunk($sock, $piece);
            $wait->();
        }
        print {$sock} "0\r\n\r\n";
    },
    hang => sub {
        my ($sock, $wait) = @_;
        News::Backend::chunked($sock);
        News::Backend::chunk($sock, $start);
        $wait->();
    },
);
my $backend = News::Backend->new(sub {
    my ($sock, $request, $wait) = @_;
    my ($name) = $request =~ m{^\S+ /([a-z]*)};
    $answers{$name || 'front'}->($sock, $wait);
});
my $conf = "ProxyPass / @{[$backend->url]}\nNewsFilter On\n"
    . "NewsFilterReader On\n";
my @modules = qw(proxy proxy_http);
foreach my $mpm (qw(event prefork worker)) {
    my $s = News::Server->new(modules => \@modules, mpm => $mpm,
        conf => "$conf NewsFilterMaxDelay 100ms\n");
    foreach my $name (qw(chunked length close)) {
        my $c = $s->client->write_request('GET', "/$name");
        ok($c->until(qr/\r\n\r\n[0-9a-f]*\s*<!DOC.{2900}/s),
            "$mpm, $name: what came leaves while the backend is silent");
        $backend->step;
        my $a = $c->answer;
        spliced_ok($a->{body}, $page, "$mpm, $name: enriched at its end");
        ok($a->{complete}, "$mpm, $name: complete");
    }
    my $c = $s->client->write_request('GET', '/events');
    for my $n (1 .. 5) {
        ok($c->until(qr/(?:<p>(?:tick ){20}.*){$n}/s),
            "$mpm: event $n is not held");
        $backend->step;
    }
    ok(!$c->answer->{complete}, "$mpm: until the stream breaks");

    # each piece is seen before the next one is sent
    $c = $s->client->write_request('GET', '/ten', _version => '1.0');
    my @pieces = ten($page);
    my ($seen, $flowed) = (0, 0);
    foreach my $piece (@pieces) {
        $seen += length $piece;
        # what may be the begin of the end's tag waits for the rest of it
        $flowed++ if $c->until(qr/\r\n\r\n.{@{[$seen - 6]}}/s);
        $backend->step;
    }
    is($flowed, scalar @pieces, "$mpm: ten pieces flow, one by one");
    spliced_ok($c->answer->{body}, $page, "$mpm: and the JSON-LD is there");
    $s->done;
}

# a window longer than any silence holds the page
my $patient = News::Server->new(modules => \@modules,
    conf => "$conf NewsFilterMaxDelay 60s\n");
foreach my $name (qw(chunked length close)) {
    my $c = $patient->client->write_request('GET', "/$name");
    $backend->step;
    my $a = $c->answer;
    spliced_ok($a->{body}, $page, "$name: held: enriched");
    is($a->{h}{'content-length'}, length $a->{wire}, "$name: exact length");
}
# but not one whose head, or address, says that it stays as it is
my $s = News::Server->new(modules => \@modules, conf =>
    "ProxyPass / @{[$backend->url]}\nNewsFilter On\nNewsFilterMaxDelay 60s\n");
foreach (['/own', $own], ['/', $page]) {
    my ($path, $original) = @$_;
    my $c = $s->client->write_request('GET', $path);
    ok($c->until(qr/<h1>/), "$path: leaves while the backend is silent");
    $backend->step;
    my $a = $c->answer;
    same_ok($a->{body}, $original, "$path: and is left alone");
    is($a->{h}{etag}, '"v"', "$path: with its tag");
}
my $c = $s->client->write_request('GET', '/chunked');
$backend->step;
spliced_ok($c->answer->{body}, $page, 'an article of no own: held, enriched');
$s->done;

# keep-alive: the next page of the thread has a window of its own
$c = $patient->client;
foreach (1 .. 2) {
    $c->write_request('GET', '/length', Connection => 'keep-alive');
    $backend->step;
    ok($c->until(qr{</html>}), 'one of two on a connection');
    $c->{in} = '';
}
$patient->done;

# a backend that hangs is given up when it would be without us
$s = News::Server->new(modules => \@modules,
    conf => "$conf NewsFilterMaxDelay 100ms\nProxyTimeout 2\n");
foreach my $path ('/hang', '/hang?newsfilter=reader') {
    my $a = $s->get($path);
    same_ok($a->{body}, $start, "$path: its bytes");
    ok(!$a->{complete}, "$path: cut off");
}
$s->done;
done_testing();
