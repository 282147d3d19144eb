#!/usr/bin/perl
# SUBSTITUTE, xml2enc and proxy-html in one chain in front of us: what comes
# out of them is read and enriched, not what went in.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $cafe = "Caf\xE9 ferry keeps its cr\xEApes";
my $latin = article(headline => $cafe, meta => '',
    foot => '<p><a href="http://inside.example/about">About</a></p>');
my $backend = News::Backend->new(sub {
    my ($sock) = @_;
    print {$sock} "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset="
        . "iso-8859-1\r\nETag: \"l\"\r\nConnection: close\r\n\r\n$latin";
});
ok(has_module($_), "mod_$_") foreach qw(substitute xml2enc proxy_html);
my %o = (modules => [qw(proxy proxy_http substitute xml2enc proxy_html
    filter headers)]);
my $chain = "ProxyPass / @{[$backend->url]}\nProxyHTMLEnable On\n"
    . "ProxyHTMLLinks a href\nProxyHTMLURLMap http://inside.example/ /\n"
    . "AddOutputFilterByType SUBSTITUTE text/html\n"
    . "Substitute \"s/lighthouse/harbour light/\"\n";
my $off = News::Server->new(%o, conf => $chain);
my $s = News::Server->new(%o, conf => "NewsFilter On\n$chain");
my ($with, $without) = map { $_->get('/n') } $s, $off;
is($with->{status}, 200, 'answered');
like($without->{body}, qr/harbour light.*href="\/about"/s,
    'the chain does its work');
like($without->{body}, qr/Caf\xC3\xA9 ferry/, 'and makes UTF-8 of it');
spliced_ok($with->{body}, $without->{body},
    'the page that leaves the chain, and one block');
like(jsonld_of($with->{body}), qr/"Caf\\u00e9 ferry keeps its cr\\u00eapes"/i,
    'read in the character set that the chain made');
is($with->{h}{'content-length'}, length $with->{wire}, 'exact length');
is($with->{h}{'content-type'}, $without->{h}{'content-type'},
    'Content-Type is the chain\'s');
my $view = News::Server->new(%o, conf => "NewsFilter On\nNewsFilterReader On\n"
    . $chain);
like($view->get('/n?newsfilter=reader')->{body}, qr/harbour light/,
    'the reader view has what the chain made');
$_->done foreach $s, $off, $view;
done_testing();
