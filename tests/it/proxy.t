#!/usr/bin/perl
# In front of a backend: what it sends is enriched when it is a page, and
# passes as it is when it is anything else or when it fails.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Compress::Zlib ();
use Test::More;

my $page = article();
my %answers = (
    plain => sub { News::Backend::ok($_[0], $page, 'ETag: "v1"',
        'Accept-Ranges: bytes', 'Digest: sha-256=x', 'Vary: Cookie',
        'Repr-Digest: sha-256=:x:', 'Content-MD5: x', 'Set-Cookie: a=b') },
    seen => sub { News::Backend::ok($_[0], plain(foot => "<pre>$_[1]</pre>")) },
    gzip => sub { News::Backend::ok($_[0], Compress::Zlib::memGzip($page),
        'Content-Encoding: gzip', 'ETag: "z"') },
    chunked => sub {
        my $n = 700;
        News::Backend::chunked($_[0], 'ETag: W/"c"');
        News::Backend::chunk($_[0], $_) foreach $page =~ /(.{1,$n})/gs;
        print {$_[0]} "0\r\n\r\n";
    },
    old => sub { print {$_[0]} "HTTP/1.0 200 OK\r\nContent-Type: TEXT/HTML\r\n"
        . "\r\n$page" },
    die => sub {
        News::Backend::chunked($_[0]);
        News::Backend::chunk($_[0], substr $page, 0, 1500);
    },
    short => sub { print {$_[0]} "HTTP/1.1 200 OK\r\nContent-Type: text/html"
        . "\r\nContent-Length: @{[2 * length $page]}\r\n\r\n$page" },
    fresh => sub {
        $_[1] =~ /^If-None-Match:.*"v2"/mi
            ? print {$_[0]} "HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\n\r\n"
            : News::Backend::ok($_[0], $page, 'ETag: "v2"');
    },
    head => sub { print {$_[0]} "HTTP/1.1 200 OK\r\nContent-Type: text/html"
        . "\r\nContent-Length: 12345\r\nETag: \"h\"\r\nAccept-Ranges: bytes"
        . "\r\nRepr-Digest: sha-256=:x:\r\n\r\n" },
    tiers => sub { print {$_[0]} "HTTP/1.1 304 Not Modified\r\nETag: "
        . ($_[1] =~ /^If-None-Match: ("[^"]+")/mi)[0] . "\r\n\r\n" },
    part => sub { print {$_[0]} "HTTP/1.1 206 Partial Content\r\nContent-Type: "
        . "text/html\r\nContent-Range: bytes 0-9/99\r\nContent-Length: 10"
        . "\r\nETag: \"p\"\r\n\r\n<!DOCTYPE " },
    missing => sub { print {$_[0]} "HTTP/1.1 404 Not Found\r\nContent-Type: "
        . "text/html\r\nContent-Length: @{[length $page]}\r\n\r\n$page" },
);
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($name) = $request =~ m{^\S+ /([a-z]+)};
    ($answers{$name // ''} // $answers{plain})->($sock, $request);
});
# each connection of the backend gives one answer
my $conf = "ProxyPass / @{[$backend->url]} disablereuse=on\n";
my %o = (modules => [qw(proxy proxy_http deflate filter)]);
my $off = News::Server->new(%o, conf => $conf);
my $s = News::Server->new(%o, conf => "NewsFilter On\n$conf");
my $identity = News::Server->new(%o, conf => "NewsFilter On\n"
    . "NewsFilterBackendIdentity On\nSetOutputFilter DEFLATE\n"
    . "LogFormat \"%{Accept-Encoding}i\" news\n$conf");

foreach my $name (qw(plain chunked old)) {
    my $a = $s->get("/$name");
    is($a->{status}, 200, "$name: 200");
    spliced_ok($a->{body}, $page, "$name: enriched");
    is($a->{h}{'content-length'}, length $a->{wire}, "$name: exact length");
}
my $a = $s->get('/plain');
like($a->{h}{etag}, qr/^"v1-nf[0-9a-f]{8}"$/, 'the tag has our mark');
like($s->get('/chunked')->{h}{etag}, qr/^W\/"c-nf[0-9a-f]{8}"$/,
    'a weak tag stays weak');
is($a->{h}{$_}, undef, "no $_") foreach
    qw(digest repr-digest content-md5 accept-ranges);
is($a->{h}{vary}, 'Cookie', 'Vary untouched');
is($a->{h}{'set-cookie'}, 'a=b', 'Set-Cookie stays');

foreach my $name (qw(gzip part missing die short)) {
    my ($with, $without) = map { $_->get("/$name") } $s, $off;
    # Expires: the core knows earlier that the answer is broken
    my @heads = map { join "\n", grep { !/^(?:Date|Expires):/ }
        split /\r\n/, $_->{head} }
        $with, $without;
    is($heads[0], $heads[1], "$name: headers as without us");
    same_ok($with->{body}, $without->{body}, "$name: bytes as without us");
    is($with->{complete}, $without->{complete}, "$name: as cut off as without");
}
ok(!$s->get('/die')->{complete}, 'a backend that dies: the page is cut off');

my $tag = $s->get('/fresh')->{h}{etag};
my $not = $s->get('/fresh', 'If-None-Match' => $tag);
is($not->{status}, 304, 'the backend sees its own tag in ours: 304');
is($not->{h}{etag}, $tag, 'and the client gets ours back');
is($s->get('/tiers', 'If-None-Match' => $tag)->{h}{etag}, $tag,
    'a backend that marks tags itself: marked once');

my $head = $s->head('/head');
is($head->{status}, 200, 'HEAD without a page');
is($head->{h}{$_}, undef, "HEAD: no $_ of the other representation") foreach
    qw(content-length etag repr-digest accept-ranges);
is($s->client->request('POST', '/plain')->{body}, $page,
    'answers to POST stay');

my $inflate = News::Server->new(%o, conf => "NewsFilter On\n"
    . "SetOutputFilter INFLATE;DEFLATE\n$conf");
spliced_ok($inflate->get('/gzip')->{body}, $page, 'INFLATE in front of us');
$inflate->done;

my $seen = $identity->get('/seen', 'Accept-Encoding' => 'gzip');
is($seen->{h}{'content-encoding'}, 'gzip', 'identity: we compress');
unlike(Compress::Zlib::memGunzip($seen->{body}), qr/accept-encoding/i,
    'identity: the backend does not');
like($off->get('/seen', 'Accept-Encoding' => 'gzip')->{body},
    qr/accept-encoding: gzip/i, 'without: the backend is asked to');
ok($identity->await_log(qr/^gzip$/m, 1), 'the log shows what the client sent');
$_->done foreach $s, $off, $identity;
done_testing();
