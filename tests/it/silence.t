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
my $event = '<p>' . 'tick ' x 20 . "</p>\n";

# Each waits for the test: a byte that leaves while it does was not waited for.
my %answers = (
    chunked => sub {
        my ($sock, $wait) = @_;
        News::Backend::chunked($sock, 'ETag: "v"');
        News::Backend::chunk($sock, $start);
        $wait->();
        News::Backend::chunk($sock, $rest);
        print {$sock} "0\r\n\r\n";
    },
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
    events => sub {
        my ($sock, $wait) = @_;
        News::Backend::chunked($sock);
        for (1 .. 5) {
            News::Backend::chunk($sock, $event);
            $wait->();
        }
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
    my ($name) = $request =~ m{^\S+ /([a-z]+)};
    $answers{$name}->($sock, $wait);
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
# keep-alive: the next page of the thread has a window of its own
my $c = $patient->client;
foreach (1 .. 2) {
    $c->write_request('GET', '/length', Connection => 'keep-alive');
    $backend->step;
    ok($c->until(qr{</html>}), 'one of two on a connection');
    $c->{in} = '';
}
$patient->done;

# a backend that hangs is given up when it would be without us
my $s = News::Server->new(modules => \@modules,
    conf => "$conf NewsFilterMaxDelay 100ms\nProxyTimeout 2\n");
foreach my $path ('/hang', '/hang?newsfilter=reader') {
    my $a = $s->get($path);
    same_ok($a->{body}, $start, "$path: its bytes");
    ok(!$a->{complete}, "$path: cut off");
}
$s->done;
done_testing();
