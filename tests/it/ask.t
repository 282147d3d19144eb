#!/usr/bin/perl
# The ways to a reader view beside the query argument: a path prefix, Accept,
# a cookie, a site that gives nothing else; and the way back to the page.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use News::Backend;
use News::Pages;
use News::Server;
use Test::More;

my $page = article();
my $form = plain();
my $backend = News::Backend->new(sub {
    my ($sock, $request) = @_;
    my ($line) = $request =~ /^(.*?)\r/;
    News::Backend::ok($sock, $line =~ /echo/ ? plain(foot => "<i>$line</i>")
        : $page, 'ETag: "v"', 'Cache-Control: max-age=60');
});
my $s = News::Server->new(
    modules => [qw(proxy proxy_http rewrite dir deflate filter)],
    files => {(map { ("$_/n.html" => $page, "$_/form.html" => $form) }
        qw(on always accept cookie off few)),
        'on/dir/index.html' => $page},
    conf => <<"CONF");
NewsFilter On
NewsFilterReader On
NewsFilterReaderPrefix /reader/
NewsFilterReaderFormats reader markdown text json
NewsFilterReaderControls Off
ProxyPass /app/ @{[$backend->url]}
<Location /always>
    NewsFilterReader Always
</Location>
<Location /accept>
    NewsFilterReaderNegotiate On
</Location>
<Location /cookie>
    NewsFilterReaderCookie On
</Location>
<Location /off>
    NewsFilterReader Off
    NewsFilterReaderCookie On
    NewsFilterReaderNegotiate On
</Location>
<Location /few>
    NewsFilterReaderFormats text
    NewsFilterReaderNegotiate On
</Location>
CONF

my %type = (page => 'text/html', reader => 'text/html; charset=utf-8',
    markdown => 'text/markdown; charset=utf-8',
    text => 'text/plain; charset=utf-8', json => 'application/json');

# What came: "page", "reader", "markdown", "text", "json".
sub shown
{
    my ($a) = @_;
    return $a->{status} if $a->{status} != 200;
    my $type = $a->{h}{'content-type'} // '';
    if ($type !~ m{^text/html}) {
        my ($name) = grep { $type{$_} eq $type } sort keys %type;
        return $name // $type;
    }
    return ($a->{h}{'content-security-policy'} // '') =~ /default-src 'none'/
        ? 'reader' : defined jsonld_of($a->{body}) ? 'page' : 'other';
}

sub vary { return join ', ', sort split /\s*,\s*/, $_[0]{h}{vary} // '' }

# The prefix.
my $a = $s->get('/reader/on/n.html');
is(shown($a), 'reader', 'a file below the prefix');
is($a->{h}{link}, '<http://news.example/on/n.html>; rel="canonical"',
    'canonical: the page itself');
is(shown($s->get('/reader/on/n.html?newsfilter=markdown')), 'markdown',
    'the argument says which view');
is(shown($s->get('/reader/on/n.html?newsfilter=page')), 'page',
    'or that it is the page');
is(shown($s->get('/on/n.html')), 'page', 'the page at its own address');
same_ok($s->get('/reader/on/form.html')->{body}, $form, 'no article: as it is');
is(shown($s->get('/reader/app/story?a=1')), 'reader', 'behind a proxy');
like($s->get('/reader/app/echo?a=1')->{body}, qr{<i>GET /echo\?a=1 },
    'which does not see the prefix');
is(shown($s->get('/reader/on/dir/')), 'reader', 'DirectoryIndex');
like($s->get('/reader/on/dir?a=1')->{h}{location}, qr{/reader/on/dir/\?a=1$},
    'a directory without its slash');
is(shown($s->get('/reader/off/n.html')), 'page', 'not where it is off');
is(shown($s->get('/readers/on/n.html')), 404, 'a longer word is no prefix');
isnt($s->get('/reader/on/n.html')->{h}{etag}, $s->get('/on/n.html')->{h}{etag},
    'page and view have tags of their own');

# JSON, for articles only.
$a = $s->get('/on/n.html?newsfilter=json');
is(shown($a), 'json', 'facts');
like($a->{body}, qr/^\{.*"headline":"Council keeps the lighthouse ferry/,
    'as an object');
same_ok($s->get('/on/form.html?newsfilter=json')->{body}, $form,
    'of articles only');

# Accept.
my %wants = ('text/markdown' => 'markdown', 'text/plain' => 'text',
    'application/json' => 'json', 'text/html,*/*;q=0.8' => 'page');
foreach my $accept (sort keys %wants) {
    $a = $s->get('/accept/n.html', Accept => $accept);
    is(shown($a), $wants{$accept}, "Accept: $accept");
    is(vary($a), 'Accept', 'says that it varies');
    my $tag = $a->{h}{etag};
    my $not = $s->get('/accept/n.html', Accept => $accept,
        'If-None-Match' => $tag);
    is($not->{status}, 304, 'and has a tag that leads to 304');
    is(vary($not), 'Accept', 'which varies too');
    is($s->get('/accept/n.html', 'If-None-Match' => $tag,
        Accept => $accept eq 'text/plain' ? 'text/markdown' : 'text/plain')
        ->{status}, 200, 'but not for another view');
}
is(shown($s->get('/accept/n.html?newsfilter=page', Accept => 'text/markdown')),
    'page', 'the argument wins');
is(vary($s->get('/accept/n.html?newsfilter=reader')), '',
    'an address of its own does not vary');
same_ok($s->get('/accept/form.html', Accept => 'text/markdown')->{body}, $form,
    'no article: as it is');
is(shown($s->get('/on/n.html', Accept => 'text/markdown')), 'page',
    'only where it is wanted');
is(shown($s->get('/few/n.html', Accept => 'text/markdown, text/plain;q=0.1')),
    'text', 'only formats that are given');
is(shown($s->get('/few/n.html?newsfilter=markdown')), 'page',
    'by address as well');

# The cookie.
$a = $s->get('/cookie/n.html?a=1&newsfilter=on');
is($a->{status}, 303, 'asked to remember: a redirect');
is($a->{h}{location}, 'http://news.example/cookie/n.html?a=1', 'to the page');
like($a->{h}{'set-cookie'}, qr/^newsfilter=reader;.*Path=\/;SameSite=Lax/i,
    'with a cookie');
like($a->{h}{'cache-control'}, qr/no-store/, 'that no cache keeps');
$a = $s->get('/cookie/n.html', Cookie => 'a=b; newsfilter=reader; c=d');
is(shown($a), 'reader', 'with the cookie: the reader view');
is(vary($a), 'Cookie', 'that varies');
like($a->{h}{'cache-control'}, qr/private/, 'and is private');
$a = $s->get('/cookie/n.html');
is(shown($a), 'page', 'without: the page');
is(vary($a), 'Cookie', 'that varies too');
unlike($a->{h}{'cache-control'} // '', qr/private/, 'and is for all');
is(shown($s->get('/cookie/n.html?newsfilter=page',
    Cookie => 'newsfilter=reader')), 'page', 'the argument wins');
$a = $s->get('/cookie/n.html?newsfilter=off', Cookie => 'newsfilter=reader');
is($a->{status}, 303, 'asked to forget: a redirect');
like($a->{h}{'set-cookie'}, qr/^newsfilter=;.*Max-Age=0/i,
    'that ends the cookie');
is(shown($s->get('/cookie/n.html', Cookie => 'xnewsfilter=reader')), 'page',
    'another cookie is not ours');
is(shown($s->get('/on/n.html?newsfilter=on')), 'page',
    'nothing is remembered where it is not wanted');
like($s->get('//cookie/n.html?newsfilter=on')->{h}{location},
    qr{^http://news\.example/}, 'no redirect to what looks like a host');

# Always.
$a = $s->get('/always/n.html');
is(shown($a), 'reader', 'Always: the reader view');
is($a->{h}{'x-robots-tag'}, undef, 'which search engines may show');
is(vary($a), '', 'nothing varies');
like($a->{body}, qr{<script type="application/ld\+json"[^>]*>\{.*"headline"},
    'and which have the JSON-LD');
unlike($a->{body}, qr/noindex/, 'nothing says that it is not to be found');
like($a->{body}, qr{href="/always/n\.html\?newsfilter=page"},
    'the way to the page');
is(shown($s->get('/always/n.html?newsfilter=page')), 'page',
    'the page is there all the same');
same_ok($s->get('/always/form.html')->{body}, $form, 'no article: as it is');

# Off is off.
is(shown($s->get('/off/n.html', Accept => 'text/markdown',
    Cookie => 'newsfilter=reader')), 'page', 'Off: the page');
is(vary($s->get('/off/n.html')), '', 'that does not vary');
$s->done;
done_testing();
