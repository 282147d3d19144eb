#!/usr/bin/perl
# Entity tags of changed pages work in conditional requests: for files, behind
# compression, for parts of a page, and after a change of configuration.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Pages;
use News::Server qw(has_module);
use Test::More;

my $s = News::Server->new(
    modules => [qw(alias deflate filter)],
    files => {'news.html' => article(), 'form.html' => plain()},
    conf => <<'CONF');
Alias /zip ROOT/htdocs
Alias /named ROOT/htdocs
NewsFilter On
<Location /zip>
    SetOutputFilter DEFLATE
</Location>
<Location /named>
    NewsFilterSiteName "The Harbour Post"
</Location>
CONF

sub etag { return $_[0]{h}{etag} // '' }

my $page = $s->get('/news.html');
my $tag = etag($page);
like($tag, qr/-nf[0-9a-f]{8}"$/, 'the page has a tag of ours');

my $again = $s->get('/news.html', 'If-None-Match' => $tag);
is($again->{status}, 304, 'our tag: 304');
is(etag($again), $tag, '304 carries our tag');
is($again->{wire}, '', '304 has no body');
is($s->get('/news.html', 'If-None-Match' => "\"x,y\", $tag")->{status}, 304,
    'our tag in a list, after one with a comma');
is($s->get('/news.html', 'If-None-Match' => "W/$tag")->{status}, 304,
    'our tag, weakened on the way');
is($s->head('/news.html', 'If-None-Match' => $tag)->{status}, 304,
    'HEAD with our tag: 304');
is($s->get('/news.html', 'If-None-Match' => "\"z\", W/\"a,b\", W/$tag, \"q\"")
    ->{h}{etag}, $tag, 'our tag weakened, in the middle of a list');
(my $old = $tag) =~ s/-nf[0-9a-f]{8}/-nf00000000/;
is($s->get('/news.html', 'If-None-Match' => $old)->{status}, 200,
    'a tag of another configuration: 200');
is($s->get('/news.html', 'If-Match' => $tag)->{status}, 200,
    'If-Match with our tag');
is($s->get('/news.html', 'If-Match' => $old)->{status}, 412,
    'If-Match with a stale tag');

my $form = $s->get('/form.html');
unlike(etag($form), qr/-nf/, 'an unchanged page keeps its tag');
is($s->get('/form.html', 'If-None-Match' => etag($form))->{status}, 304,
    'and its 304');
my $mixed = $s->get('/form.html', 'If-None-Match' => etag($form));
is(etag($mixed), etag($form), 'with the tag as it was');

isnt(etag($s->get('/named/news.html')), $tag,
    'another configuration, another tag');

my $part = $s->get('/news.html', Range => 'bytes=0-99',
    'If-Range' => $tag);
is($part->{status}, 206, 'If-Range with our tag: a part');
same_ok($part->{body}, substr($page->{body}, 0, 100),
    'a part of the changed page');
my $tail = $s->get('/news.html', Range => 'bytes=-40');
same_ok($tail->{body}, substr($page->{body}, -40), 'the last bytes too');
like($tail->{h}{'content-range'}, qr{/@{[length $page->{body}]}$},
    'counted in the changed page');

my $many = $s->get('/news.html', Range => 'bytes=0-9,-40');
like($many->{h}{'content-type'}, qr{^multipart/byteranges}, 'several parts');
like($many->{body}, qr/\r\n\r\n\Q@{[substr $page->{body}, -40]}\E\r\n--/,
    'of the changed page');

SKIP: {
    skip 'no mod_deflate', 5 if !has_module('deflate');
    my %gzip = ('Accept-Encoding' => 'gzip');
    my $zip = $s->get('/zip/news.html', %gzip);
    is($zip->{h}{'content-encoding'}, 'gzip', 'compressed after us');
    like(etag($zip), qr/-nf[0-9a-f]{8}-gzip"$/, 'both marks in the tag');
    require Compress::Zlib;
    spliced_ok(Compress::Zlib::memGunzip($zip->{body}), article(),
        'the changed page was compressed');
    my $not = $s->get('/zip/news.html', %gzip, 'If-None-Match' => etag($zip));
    is($not->{status}, 304, 'with both marks: 304');
    like(etag($not), qr/-nf[0-9a-f]{8}/, '304 carries our mark');
}
$s->done;
done_testing();
