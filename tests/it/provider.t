#!/usr/bin/perl
# mod_filter's own way: the filter as a provider, chosen by an expression.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server;
use Test::More;

my $page = article();
my $s = News::Server->new(modules => [qw(filter alias deflate)],
    files => {'n.html' => $page, 'form.html' => plain(),
        'style.css' => "p { margin: 0 }\n"},
    conf => <<'CONF');
FilterDeclare enrich CONTENT_SET
FilterProvider enrich NEWSFILTER "%{CONTENT_TYPE} =~ m#^text/html# \
    && %{REQUEST_URI} !~ m#/raw/#"
FilterChain enrich
Alias /raw/ ROOT/htdocs/
Alias /zip/ ROOT/htdocs/
<Location /zip>
    FilterDeclare press CONTENT_SET
    FilterProvider press DEFLATE "%{CONTENT_TYPE} =~ m#^text/html#"
    FilterChain enrich press
</Location>
CONF
my $a = $s->get('/n.html');
spliced_ok($a->{body}, $page, 'the expression holds: enriched');
is($a->{h}{'content-length'}, length $a->{wire}, 'exact length');
same_ok($s->get('/raw/n.html')->{body}, $page, 'it does not: as it was');
same_ok($s->get('/style.css')->{body}, "p { margin: 0 }\n", 'a style sheet');
same_ok($s->get('/form.html')->{body}, plain(), 'no article');
my $part = $s->get('/n.html', Range => 'bytes=0-99');
same_ok($part->{body}, substr($a->{body}, 0,
    $part->{status} == 206 ? 100 : length $a->{body}),
    'a range is one of the changed page');
require Compress::Zlib;
my $zip = $s->get('/zip/n.html', 'Accept-Encoding' => 'gzip');
is($zip->{h}{'content-encoding'}, 'gzip', 'two providers: compressed');
spliced_ok(Compress::Zlib::memGunzip($zip->{body}), $page,
    'two providers: enriched first');
ok($s->await_log(qr{/n\.html HTTP/1\.1 note=article$}m, 1), 'the note');
$s->done;
done_testing();
