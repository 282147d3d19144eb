#!/usr/bin/perl
# Applications behind FastCGI, SCGI and uwsgi: whole pages, HEAD, conditions,
# other answers, applications that die, and ones that are slow.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Gateway;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $page = article(n => 30);
my ($start, $rest) = (substr($page, 0, 3000), substr($page, 3000));
my $form = plain(foot => '<p>x</p>' x 2000);
my $html = "Content-Type: text/html\r\n";
my %scripts = (
    page => sub {
        my ($write) = @_;
        $write->("${html}ETag: \"app\"\r\n\r\n");
        $write->($_) foreach $page =~ /(.{1,900})/gs;
    },
    fresh => sub {
        my ($write, $env) = @_;
        return $write->("Status: 304 Not Modified\r\nETag: \"app\"\r\n\r\n")
            if ($env->{HTTP_IF_NONE_MATCH} // '') =~ /"app"/;
        $write->("${html}ETag: \"app\"\r\n\r\n$page");
    },
    form => sub { $_[0]->("$html\r\n"); $_[0]->($form) },
    json => sub { $_[0]->("Content-Type: application/json\r\n\r\n{}") },
    missing => sub { $_[0]->("Status: 404 Not Found\r\n$html\r\n$page") },
    die => sub { $_[0]->("$html\r\n$start"); die },
    slow => sub {
        my ($write, $env, $wait) = @_;
        $write->("$html\r\n$start");
        $wait->();
        $write->($rest);
    },
);

sub run
{
    my ($write, $env, $wait) = @_;
    my ($name) = $env->{REQUEST_URI} =~ m{^/\w+/([a-z]+)};
    # who answers HEAD in a script writes no page
    return $write->("${html}ETag: \"app\"\r\n\r\n")
        if $env->{REQUEST_METHOD} eq 'HEAD';
    $scripts{$name}->($write, $env, $wait);
}

# Where the answer is read from a socket as it comes, luck decides on framing.
sub head_of
{
    my ($answer, $protocol) = @_;
    return join "\n", grep { !/^(?:Date|Expires):/ && ($protocol ne 'scgi'
        || !/^(?:Content-Length|Transfer-Encoding):/) }
        split /\r\n/, $answer->{head};
}

foreach my $protocol (qw(fcgi scgi uwsgi)) {
    ok(has_module("proxy_$protocol"), "mod_proxy_$protocol");
    my $gateway = News::Gateway->new($protocol, \&run);
    my $url = $gateway->url($protocol);
    my %o = (modules => ['proxy', "proxy_$protocol"]);
    my $conf = "ProxyPass /app/ $url";
    my $off = News::Server->new(%o, conf => "$conf\n");
    my $s = News::Server->new(%o,
        conf => "$conf\nNewsFilter On\nNewsFilterMaxDelay 30s\n");

    my $a = $s->get('/app/page');
    spliced_ok($a->{body}, $page, "$protocol: enriched");
    is($a->{h}{'content-length'}, length $a->{wire}, "$protocol: exact length");
    like($a->{h}{etag}, qr/^"app-nf[0-9a-f]{8}"$/, "$protocol: tag");
    my $not = $s->get('/app/fresh', 'If-None-Match' => $a->{h}{etag});
    is($not->{status}, 304, "$protocol: the application sees its own tag");
    is($not->{h}{etag}, $a->{h}{etag}, "$protocol: 304 carries ours");
    my $head = $s->head('/app/page');
    is($head->{status}, 200, "$protocol: HEAD");
    is($head->{h}{etag}, undef, "$protocol: HEAD names no other tag");
    foreach my $name (qw(form json missing)) {
        my ($with, $without) = map { $_->get("/app/$name") } $s, $off;
        is(head_of($with, $protocol), head_of($without, $protocol),
            "$protocol, $name: headers as without us");
        same_ok($with->{body}, $without->{body},
            "$protocol, $name: bytes as without us");
        is($with->{complete}, $without->{complete},
            "$protocol, $name: as complete as without us");
    }
    if ($protocol eq 'fcgi') {
        # the others cannot tell that end from a good one
        is($off->get('/app/die')->{complete}, 0, 'dies: cut off without us');
        cmp_ok($s->get('/app/die')->{status}, '>=', 500,
            'dies while it is held: an error, not a piece of a page');
    }
    $_->done foreach $s, $off;

    # What the application writes leaves while it is silent. mod_proxy_fcgi
    # waits where nobody can see it: there what is flushed does.
    $conf =~ s/$/ flushpackets=on/ if $protocol eq 'fcgi';
    my $quick = News::Server->new(%o,
        conf => "$conf\nNewsFilter On\nNewsFilterMaxDelay 100ms\n");
    my $c = $quick->client->write_request('GET', '/app/slow');
    ok($c->until(qr/\r\n\r\n[0-9a-f]*\s*<!DOC.{2900}/s),
        "$protocol: what came leaves while the application is silent");
    $gateway->step;
    spliced_ok($c->answer->{body}, $page, "$protocol: enriched at its end");
    $quick->done;
}
done_testing();
